import { z } from "zod";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { readAuditEvents } from "../../../usecases/audit/read-audit-events.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { momentSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";
import { auditQuery } from "./audit-query.ts";

const auditEventSchema = z
  .object({
    seq: z.string().describe("Grows with each event; a number as text."),
    at: momentSchema,
    actorKind: z.string(),
    actorId: z.string(),
    actorState: z.string().nullable(),
    action: z.string().meta({ examples: ["acquisition.received"] }),
    targetKind: z.string(),
    targetId: z.string(),
    ownerStates: z.array(stateCodeSchema),
    requestId: z.string(),
    detail: z.record(z.string(), z.unknown()).describe("Codes, versions and counts; never case facts or persons."),
    position: z.string().nullable().describe("In the region's chain; null while it waits to be chained."),
    hash: z.string().nullable().describe("SHA-256 of what docs/evidence-model.md says; null while it waits."),
  })
  .meta({ id: "AuditEvent", description: "What was done or refused, by whom, to which record." });

export const listAuditEvents: Route = (app, { deps }) => {
  app.get(
    "/v1/audit-events",
    {
      schema: {
        tags: ["operations"],
        operationId: "listAuditEvents",
        summary: "Search the audit trail",
        description:
          "By person, case, exhibit, purpose, action and time: the whole region for an auditor, the own state's events for a national " +
          "coordinator. Who also examines is not shown what others did to a linkage of which no verification is recorded. Conditions narrow " +
          "each other. Reading is recorded too, with what was searched for.",
        querystring: z.strictObject({ ...pageQuery, ...auditQuery }),
        response: { 200: pageSchema(auditEventSchema) },
      },
    },
    async (request) => readAuditEvents(deps, contextOf(request), request.query),
  );
};
