import { z } from "zod";
import { TRACE_FIELDS } from "../../../domain/intelligence/trace-form.ts";
import { openTraceForm } from "../../../usecases/intelligence/read-trace-request.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { sendText } from "../../representations/send-text.ts";
import { writeCsv } from "../../representations/write-csv.ts";
import { contextOf } from "../../request-context.ts";

const COLUMNS = [
  "addressee",
  "requestId",
  "requestedOn",
  "state",
  "lab",
  "labContact",
  "caseNumber",
  "exhibitNumber",
  ...TRACE_FIELDS,
  "serialState",
  "missing",
] as const;

export const readTraceFormCsv: Route = (app, { deps }) => {
  app.get(
    "/v1/trace-requests/:traceRequestId/form.csv",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readTraceFormCsv",
        summary: "Take the form of a request to trace, as CSV",
        description:
          "One row; the names of missing fields stand in its last cell, separated by blanks. That it was taken is recorded.",
        params: z.strictObject({ traceRequestId: idSchema }),
        response: { 200: fileResponse("The form.", "text/csv") },
      },
    },
    async (request, reply) => {
      const input = { id: request.params.traceRequestId, as: "csv" as const };
      const { fields, missing, format: _, ...rest } = await openTraceForm(deps, contextOf(request), input);
      const text = writeCsv(COLUMNS, [{ ...rest, ...fields, missing: missing.join(" ") }]);
      return sendText(reply, { name: `trace-${rest.requestId}`, extension: "csv", text });
    },
  );
};
