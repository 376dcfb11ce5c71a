import { createCase as createCaseUsecase } from "../../../usecases/evidence/create-case.ts";
import { caseSchema, newCaseSchema } from "../../contracts/case.ts";
import { shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const createCase: Route = (app, { deps }) => {
  app.post(
    "/v1/cases",
    {
      config: { errors: ["DUPLICATE_RECORD"] },
      schema: {
        tags: ["cases"],
        operationId: "createCase",
        summary: "Create a case",
        description:
          "It belongs to your state. Persons (victims, witnesses, suspects) have no field; do not write them into others.",
        body: newCaseSchema,
        response: { 201: shown(caseSchema) },
      },
    },
    async (request, reply) => {
      const created = await createCaseUsecase(deps, contextOf(request), request.body);
      setEntityTag(reply, created.version);
      return reply.code(201).header("location", `/v1/cases/${created.id}`).send(created);
    },
  );
};
