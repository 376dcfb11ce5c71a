import { z } from "zod";
import { AUDIT_FAULTS } from "../../../domain/audit-verification.ts";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import {
  listAuditVerifications as listAuditVerificationsUsecase,
  requestAuditVerification as requestAuditVerificationUsecase,
} from "../../../usecases/audit/request-audit-verification.ts";
import { pageQuery, pageSchema } from "../../contracts/page.ts";
import { idSchema, momentSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

const auditVerificationSchema = z
  .object({
    id: idSchema,
    askedBy: idSchema,
    askedByState: stateCodeSchema,
    askedAt: momentSchema,
    jobId: idSchema,
    state: z
      .enum(["waiting", "running", "failed", "whole", "broken"])
      .describe("failed: it could not be carried out, which says nothing about the trail; its job says why."),
    eventsAll: z.int().nullable().describe("Null until it has begun."),
    eventsChecked: z.int(),
    finishedAt: momentSchema.nullable(),
    verdict: z
      .object({
        whole: z.boolean(),
        broken: z.int().describe("How many events, heads and custody records are not as they were recorded."),
        findings: z
          .array(
            z.object({
              position: z.int().describe("In the region's chain; of a head, where it stands."),
              seq: z.string().nullable(),
              head: z.int().nullable(),
              fault: z.enum(AUDIT_FAULTS),
              reason: z.string(),
            }),
          )
          .describe("The first of them."),
        records: z.int().describe("Events that were checked."),
        heads: z.int(),
        signedTo: z.object({ position: z.int(), at: z.string() }).nullable().describe("Where the last signed head is."),
        waiting: z.int().describe("Events that had no place in the chain yet."),
      })
      .nullable(),
  })
  .meta({ id: "AuditVerification", description: "A check of the whole audit trail that an auditor asked for." });

export const requestAuditVerification: Route = (app, { deps, poke }) => {
  app.post(
    "/v1/audit-verifications",
    {
      config: { errors: ["CONFLICT"] },
      schema: {
        tags: ["operations"],
        operationId: "requestAuditVerification",
        summary: "Have the whole audit trail checked",
        description:
          "By an auditor: every event, link, head and signature, and the custody records against their events, as `ribin audit verify` does. " +
          "A worker does it; `GET /v1/audit-verifications` tells how far it is and what was found. One at a time.",
        response: { 201: shown(auditVerificationSchema) },
      },
    },
    async (request, reply) => {
      const asked = await requestAuditVerificationUsecase(deps, contextOf(request));
      poke?.();
      return reply.code(201).send(asked);
    },
  );
};

export const listAuditVerifications: Route = (app, { deps }) => {
  app.get(
    "/v1/audit-verifications",
    {
      schema: {
        tags: ["operations"],
        operationId: "listAuditVerifications",
        summary: "List the checks of the audit trail",
        description: "For an auditor, newest first: who asked and when, how far it is, and what was found.",
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(auditVerificationSchema) },
      },
    },
    async (request) => listAuditVerificationsUsecase(deps, contextOf(request), request.query),
  );
};
