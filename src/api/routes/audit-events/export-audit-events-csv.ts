import { Readable } from "node:stream";
import { z } from "zod";
import { exportAuditSearch, type FoundEvent } from "../../../usecases/audit/export-audit-search.ts";
import { fileResponse } from "../../contracts/binary.ts";
import type { Route } from "../../fastify-types.ts";
import { writeCsvHead, writeCsvRows } from "../../representations/write-csv.ts";
import { contextOf } from "../../request-context.ts";
import { auditQuery } from "./audit-query.ts";

const COLUMNS = [
  "seq",
  "at",
  "actorKind",
  "actorId",
  "actorState",
  "action",
  "targetKind",
  "targetId",
  "ownerStates",
  "requestId",
  "detail",
  "position",
  "hash",
] as const;

export const exportAuditEventsCsv: Route = (app, { deps }) => {
  app.get(
    "/v1/audit-events.csv",
    {
      schema: {
        tags: ["operations"],
        operationId: "exportAuditEventsCsv",
        summary: "Take a search of the audit trail out, as CSV",
        description:
          "As `GET /v1/audit-events`, with the same rights: every event that fits and happened before it was asked for. Formulas are guarded; " +
          "states are separated by `; `, and `detail` is JSON. That it was taken out is recorded, with what was searched for.",
        querystring: z.strictObject(auditQuery),
        response: { 200: fileResponse("The table.", "text/csv") },
      },
    },
    async (request, reply) => {
      const pages = await exportAuditSearch(deps, contextOf(request), request.query);
      return reply
        .type("text/csv; charset=utf-8")
        .header("cache-control", "private, no-store")
        .header("content-disposition", 'attachment; filename="audit-events.csv"')
        .send(Readable.from(writeTable(pages), { objectMode: false }));
    },
  );
};

async function* writeTable(pages: AsyncIterable<readonly FoundEvent[]>): AsyncGenerator<string> {
  yield writeCsvHead(COLUMNS);
  for await (const events of pages) yield writeCsvRows(COLUMNS, events.map(toRow));
}

const toRow = ({ at, ownerStates, detail, ...event }: FoundEvent) => ({
  ...event,
  at: at.toISOString(),
  ownerStates: ownerStates.join("; "),
  detail: JSON.stringify(detail),
});
