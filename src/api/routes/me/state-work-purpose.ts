import { stateWorkPurpose as stateWorkPurposeUsecase } from "../../../usecases/access/state-work-purpose.ts";
import { shown } from "../../contracts/primitives.ts";
import { newWorkPurposeSchema, workPurposeViewSchema } from "../../contracts/work-purpose.ts";
import type { Route } from "../../fastify-types.ts";
import { requireBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";

export const stateWorkPurpose: Route = (app, { deps }) => {
  app.post(
    "/v1/me/work-purpose",
    {
      config: { asks: "sign_in" },
      schema: {
        tags: ["sessions"],
        operationId: "stateWorkPurpose",
        summary: "State why you work, once a session",
        description:
          "Searches, and reads of what belongs to another state, are refused (`PURPOSE_REQUIRED`) until a purpose and a case number are stated, and recorded with them. It counts for this sign-in until it ends, or until you state another. The other state's trail shows the purpose, never the case number.",
        body: newWorkPurposeSchema,
        response: { 201: shown(workPurposeViewSchema) },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, token: requireBearerToken(request) };
      return reply.code(201).send(await stateWorkPurposeUsecase(deps, contextOf(request), input));
    },
  );
};
