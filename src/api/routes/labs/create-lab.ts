import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { createLab as createLabUsecase } from "../../../usecases/people/create-lab.ts";
import { labSchema } from "../../contracts/lab.ts";
import { shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const createLab: Route = (app, { deps }) => {
  app.post(
    "/v1/labs",
    {
      config: { errors: ["DUPLICATE_RECORD"] },
      schema: {
        tags: ["people and labs"],
        operationId: "createLab",
        summary: "Create a laboratory",
        body: z.strictObject({
          state: stateCodeSchema,
          name: textSchema(200),
          contact: textSchema(400).describe("Whom another state's examiner calls about a candidate."),
        }),
        response: { 201: shown(labSchema) },
      },
    },
    async (request, reply) => reply.code(201).send(await createLabUsecase(deps, contextOf(request), request.body)),
  );
};
