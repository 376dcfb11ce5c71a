import { Readable } from "node:stream";
import { z } from "zod";
import { exportEvidence as exportEvidenceUsecase } from "../../../usecases/exchange/export-evidence.ts";
import { fileResponse } from "../../contracts/binary.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const TYPES = { xml: "application/xml", csv: "text/csv; charset=utf-8" } as const;

export const exportEvidence: Route = (app, { deps }) => {
  app.get(
    "/v1/exports/evidence",
    {
      schema: {
        tags: ["exchange"],
        operationId: "exportEvidence",
        summary: "Export your state's cases, exhibits and hits",
        description:
          "As ESI-style XML, or as a CSV of exhibits whose formulas are guarded (docs/exchange.md); both are imported again by " +
          "`POST /v1/imports`. Recorded. Of the other side of a hit only what is released to your state.",
        querystring: z.strictObject({
          format: z.enum(["xml", "csv"]).default("xml"),
          bom: z
            .enum(["true", "false"])
            .default("false")
            .describe("A CSV that begins with a byte order mark, for some spreadsheets."),
        }),
        response: { 200: fileResponse("The file.", "application/xml", "text/csv") },
      },
    },
    async (request, reply) => {
      const { format, bom } = request.query;
      const text = await exportEvidenceUsecase(deps, contextOf(request), { format, bom: bom === "true" });
      return reply
        .type(TYPES[format])
        .header("cache-control", "private, no-store")
        .header("content-disposition", `attachment; filename="evidence.${format}"`)
        .send(Readable.from(text, { objectMode: false }));
    },
  );
};
