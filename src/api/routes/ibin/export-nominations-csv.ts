import { exportNominations } from "../../../usecases/intelligence/list-nominations.ts";
import { fileResponse } from "../../contracts/binary.ts";
import type { Route } from "../../fastify-types.ts";
import { sendText } from "../../representations/send-text.ts";
import { writeCsv } from "../../representations/write-csv.ts";
import { contextOf } from "../../request-context.ts";

const COLUMNS = [
  "caseNumber",
  "eventType",
  "occurredOn",
  "restricted",
  "firearms",
  "exhibits",
  "calibres",
  "indicators",
  "decidedAt",
] as const;

export const exportNominationsCsv: Route = (app, { deps }) => {
  app.get(
    "/v1/ibin-nominations.csv",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "exportNominationsCsv",
        summary: "Take the accepted nominations, as CSV",
        description: "As `GET /v1/ibin-nominations.json`; several values of a cell are separated by `; `.",
        response: { 200: fileResponse("The table.", "text/csv") },
      },
    },
    async (request, reply) => {
      const items = await exportNominations(deps, contextOf(request), { as: "csv" });
      const rows = items.map(({ calibres, decision, ...item }) => ({
        caseNumber: item.caseNumber,
        eventType: item.eventType,
        occurredOn: item.occurredOn,
        restricted: item.restricted,
        firearms: item.firearms,
        exhibits: item.exhibits,
        calibres: calibres.join("; "),
        indicators: decision?.indicators.join("; ") ?? null,
        decidedAt: decision?.decidedAt.toISOString() ?? null,
      }));
      return sendText(reply, { name: "ibin-nominations", extension: "csv", text: writeCsv(COLUMNS, rows) });
    },
  );
};
