import { z } from "zod";
import { mergeFirearmGroups as mergeFirearmGroupsUsecase } from "../../../usecases/groups/merge-firearm-groups.ts";
import { idSchema, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const mergeFirearmGroups: Route = (app, { deps }) => {
  app.post(
    "/v1/firearm-groups/:groupId/merge",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "mergeFirearmGroups",
        summary: "Make one firearm group of two",
        description:
          "By an examiner of a state that has an exhibit in both, with the reason; where a hit bridges two groups they become one by themselves.",
        params: z.strictObject({ groupId: idSchema }),
        body: z.strictObject({ otherGroupId: idSchema, reason: textSchema(2000) }),
        response: { 201: z.object({ id: idSchema.describe("The group that goes on.") }) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, ...request.params };
      const merged = await mergeFirearmGroupsUsecase(deps, contextOf(request), input);
      return reply.code(201).header("location", `/v1/firearm-groups/${merged.id}`).send(merged);
    },
  );
};
