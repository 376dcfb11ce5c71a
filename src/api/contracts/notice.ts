import { z } from "zod";
import { NOTICE_KINDS, noticeKindSchema } from "../../domain/notices/notice-kinds.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

const notificationSchema = z
  .object({
    id: idSchema,
    kind: noticeKindSchema,
    subjectKind: z.string().describe("linkage, hit, report, release, report_request, lab (its queue), job."),
    subjectId: z.string(),
    createdAt: momentSchema,
    readAt: momentSchema.nullable(),
  })
  .meta({ id: "Notification", description: "Something to look at." });

export const notificationPageSchema = z.object({
  items: z.array(notificationSchema),
  nextCursor: z.string().nullable().describe("Null on the last page."),
  unread: z.int().describe("How many you have not read, on all pages."),
});

export const mailPreferenceSchema = z
  .object({
    mail: z.array(noticeKindSchema),
    chosenAt: momentSchema.nullable().describe("Null: never chosen, as it is by default."),
    mailSent: z.boolean().describe("False where the service has no mail server: nobody is written to."),
  })
  .meta({
    id: "MailPreference",
    description: "Of what a person gets mail; a mail says only that there is something to look at.",
  });

export const webhookSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    url: z.string(),
    kinds: z.array(noticeKindSchema),
    createdBy: idSchema,
    createdAt: momentSchema,
    withdrawnAt: momentSchema.nullable(),
  })
  .meta({ id: "Webhook", description: "Where a state's other systems are told that there is something to look at." });

export const newWebhookSchema = z.strictObject({
  url: z.url().max(2000).describe("https, of a public host."),
  kinds: z
    .array(noticeKindSchema)
    .min(1)
    .max(50)
    .describe("What is told there: what at least one person of the state is told."),
});

export const webhookDeliverySchema = z
  .object({
    id: idSchema.describe("The `webhook-id` of every attempt."),
    kind: z.enum([...NOTICE_KINDS, "test"]).describe("test: somebody had one sent to see whether it arrives."),
    body: z.string(),
    jobId: idSchema,
    createdAt: momentSchema,
    state: z
      .enum(["pending", "queued", "active", "done", "failed"])
      .describe("failed: dead, until its job is retried."),
    attempts: z.array(
      z.object({
        attempt: z.int(),
        delivered: z.boolean(),
        reason: z.string().nullable(),
        reasonSaid: saidSchema("reason"),
        at: momentSchema,
      }),
    ),
  })
  .meta({ id: "WebhookDelivery", description: "One message to a webhook, with every attempt to send it." });
