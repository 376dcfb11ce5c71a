import { z } from "zod";
import { languageSchema } from "../../../domain/language.ts";
import { openTraceFormPdf } from "../../../usecases/intelligence/read-trace-request.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const readTraceFormPdf: Route = (app, { deps }) => {
  app.get(
    "/v1/trace-requests/:traceRequestId/form.pdf",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readTraceFormPdf",
        summary: "Take the form of a request to trace, as PDF",
        description: "The same request in one language gives the same bytes. That it was taken is recorded.",
        params: z.strictObject({ traceRequestId: idSchema }),
        querystring: z.strictObject({
          language: languageSchema.optional().describe("Where it is left out, the first language of your state."),
        }),
        response: { 200: fileResponse("The form.", "application/pdf") },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.traceRequestId, language: request.query.language };
      const { form, pdf } = await openTraceFormPdf(deps, contextOf(request), input);
      return reply
        .type("application/pdf")
        .header("cache-control", "private, no-store")
        .header("content-disposition", `attachment; filename="trace-${form.requestId}.pdf"`)
        .send(Buffer.from(pdf));
    },
  );
};
