import { z } from "zod";
import { recordFirearm as recordFirearmUsecase } from "../../../usecases/intelligence/record-firearm.ts";
import { firearmRecordSchema, newFirearmRecordSchema } from "../../contracts/firearm.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const recordFirearm: Route = (app, { deps }) => {
  app.post(
    "/v1/exhibits/:exhibitId/firearm-records",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["intelligence"],
        operationId: "recordFirearm",
        summary: "Record what is known of a recovered firearm",
        description:
          "By a technician or examiner of its state, of an exhibit of the type firearm. Nothing is changed afterwards: a correction is a new record that names the one that stands.",
        params: z.strictObject({ exhibitId: idSchema }),
        body: newFirearmRecordSchema,
        response: { 201: shown(firearmRecordSchema) },
      },
    },
    async (request, reply) => {
      const { exhibitId } = request.params;
      const record = await recordFirearmUsecase(deps, contextOf(request), { ...request.body, exhibitId });
      return reply.code(201).send(record);
    },
  );
};
