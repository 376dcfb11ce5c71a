import { readStatistics } from "../../../usecases/intelligence/read-statistics.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { statisticsQuery } from "../../contracts/statistics.ts";
import type { Route } from "../../fastify-types.ts";
import { sendText } from "../../representations/send-text.ts";
import { writeCsv } from "../../representations/write-csv.ts";
import { contextOf } from "../../request-context.ts";

const COLUMNS = [
  "state",
  "lab",
  "calibre",
  "region",
  "month",
  "acquisitions",
  "candidates",
  "viewedInTime",
  "viewedLate",
  "notViewed",
  "leads",
  "hits",
  "receiptToAcquisitionMedianHours",
  "receiptToAcquisitionP90Hours",
  "acquisitionToLeadMedianHours",
  "acquisitionToLeadP90Hours",
  "leadToHitMedianHours",
  "leadToHitP90Hours",
] as const;

export const readStatisticsCsv: Route = (app, { deps }) => {
  app.get(
    "/v1/statistics.csv",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readStatisticsCsv",
        summary: "Count the work of a period, as CSV",
        description:
          "As `GET /v1/statistics`. An empty cell is a number that is withheld, or was not measured or asked for.",
        querystring: statisticsQuery,
        response: { 200: fileResponse("The table.", "text/csv") },
      },
    },
    async (request, reply) => {
      const { rows, from, to } = await readStatistics(deps, contextOf(request), request.query);
      const flat = rows.map(({ receiptToAcquisition, acquisitionToLead, leadToHit, ...row }) => ({
        ...row,
        receiptToAcquisitionMedianHours: receiptToAcquisition.median,
        receiptToAcquisitionP90Hours: receiptToAcquisition.p90,
        acquisitionToLeadMedianHours: acquisitionToLead.median,
        acquisitionToLeadP90Hours: acquisitionToLead.p90,
        leadToHitMedianHours: leadToHit.median,
        leadToHitP90Hours: leadToHit.p90,
      }));
      return sendText(reply, { name: `statistics-${from}-${to}`, extension: "csv", text: writeCsv(COLUMNS, flat) });
    },
  );
};
