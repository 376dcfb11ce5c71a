import { z } from "zod";
import { answerRequest as answerRequestUsecase } from "../../../usecases/report-requests/answer-request.ts";
import { idSchema, shown } from "../../contracts/primitives.ts";
import { newAnswerSchema, requestPartSchema } from "../../contracts/report-request.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const answerReportRequest: Route = (app, { deps }) => {
  app.post(
    "/v1/report-request-parts/:partId/answers",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["hits and reports"],
        operationId: "answerReportRequest",
        summary: "Release, refuse, or ask for more",
        description: "A release is made of your case to the state that asks, for the purpose that it stated.",
        params: z.strictObject({ partId: idSchema }),
        body: newAnswerSchema,
        response: { 201: shown(requestPartSchema) },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await answerRequestUsecase(deps, contextOf(request), { ...request.body, ...request.params })),
  );
};
