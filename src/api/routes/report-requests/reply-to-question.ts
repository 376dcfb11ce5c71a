import { z } from "zod";
import { replyToQuestion as replyToQuestionUsecase } from "../../../usecases/report-requests/speak-of-request.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import { reportRequestSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const replyToQuestion: Route = (app, { deps }) => {
  app.post(
    "/v1/report-requests/:requestId/replies",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "replyToQuestion",
        summary: "Reply to what an owner asks",
        params: z.strictObject({ requestId: idSchema }),
        body: z.strictObject({ partId: idSchema, words: textSchema(2000) }),
        response: { 201: shown(reportRequestSchema) },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await replyToQuestionUsecase(deps, contextOf(request), { ...request.body, ...request.params })),
  );
};
