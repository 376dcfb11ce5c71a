import { z } from "zod";
import { ARMS_COUNTS } from "../../../domain/intelligence/arms-tables.ts";
import { readArmsTables } from "../../../usecases/intelligence/read-arms-tables.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { armsTablesQuery } from "../../contracts/statistics.ts";
import type { Route } from "../../fastify-types.ts";
import { sendText } from "../../representations/send-text.ts";
import { writeCsv } from "../../representations/write-csv.ts";
import { contextOf } from "../../request-context.ts";

/** Its name in the address, and in the answer of the JSON. */
const TABLES = { "sdg-16-4-2": "indicator", "by-kind": "byKind" } as const;

export const readArmsTableCsv: Route = (app, { deps }) => {
  app.get(
    "/v1/arms-tables.csv",
    {
      schema: {
        tags: ["intelligence"],
        operationId: "readArmsTableCsv",
        summary: "One table of recovered firearms, as CSV",
        description: "As `GET /v1/arms-tables`. In the row of all states together the state is empty.",
        querystring: armsTablesQuery.extend({
          table: z
            .enum(["sdg-16-4-2", "by-kind"])
            .default("sdg-16-4-2")
            .describe("by-kind: for the UN Programme of Action."),
        }),
        response: { 200: fileResponse("The table.", "text/csv") },
      },
    },
    async (request, reply) => {
      const { table, ...years } = request.query;
      const tables = await readArmsTables(deps, contextOf(request), years);
      const { first, last } = tables;
      const text =
        TABLES[table] === "indicator"
          ? writeCsv(
              ["state", "year", ...ARMS_COUNTS, "share", "markedShare"],
              tables.indicator.map((row) => ({ ...row })),
            )
          : writeCsv(
              ["state", "year", "kind", ...ARMS_COUNTS],
              tables.byKind.map((row) => ({ ...row })),
            );
      return sendText(reply, { name: `arms-${table}-${first}-${last}`, extension: "csv", text });
    },
  );
};
