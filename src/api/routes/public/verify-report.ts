import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { hashBytes } from "../../../domain/report-statement.ts";
import { stateCodeSchema } from "../../../domain/vocabulary.ts";
import { verifyReport as verifyReportUsecase } from "../../../usecases/reports/verify-report.ts";
import { momentSchema, shown } from "../../contracts/primitives.ts";
import { parseWith } from "../../explain-validation.ts";
import type { Route } from "../../fastify-types.ts";

/** Of one address in a minute: enough for a person with a file, too few to try hashes. */
const PER_MINUTE = 30;
const MAX_FILE_BYTES = 32 * 1024 * 1024;
const FILE_TYPES = ["application/pdf", "application/octet-stream"];

const hashSchema = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, "Send the SHA-256 of the file as 64 hexadecimal digits")
    .transform((text) => text.toLowerCase()),
});
const fileSchema = z.string().meta({ format: "binary" });

const verificationSchema = z
  .object({
    sha256: z.string(),
    status: z.enum(["issued and unchanged", "withdrawn", "unknown"]),
    form: z.enum(["pdf", "json"]).nullable(),
    kind: z.enum(["lead", "hit"]).nullable().describe("lead: a lead notice, which is intelligence and not evidence."),
    issuingState: stateCodeSchema.nullable(),
    issuedAt: momentSchema.nullable(),
    withdrawnAt: momentSchema.nullable(),
    keyId: z.string().nullable(),
  })
  .meta({
    id: "ReportVerification",
    description: "Whether these bytes were issued and still stand; nothing of the content.",
  });

export const verifyReport: Route = (app, { deps }) => {
  app.register(async (scope) => {
    scope.addContentTypeParser(FILE_TYPES, { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.withTypeProvider<ZodTypeProvider>().post(
      "/v1/public/report-verifications",
      {
        bodyLimit: MAX_FILE_BYTES,
        config: {
          access: "public",
          idempotency: "none",
          errors: ["VALIDATION_FAILED", "MEDIA_TYPE_UNSUPPORTED", "UPLOAD_TOO_LARGE"],
          bodies: {
            "application/json": z.strictObject({ sha256: z.string().describe("Of the file, 64 hexadecimal digits.") }),
            "application/pdf": fileSchema,
            "application/octet-stream": fileSchema,
          },
          rateLimit: { max: PER_MINUTE, timeWindow: 60_000 },
        },
        schema: {
          tags: ["hits and reports"],
          operationId: "verifyReport",
          summary: "Check a report that you hold",
          description:
            "For anybody, without an account. Send the SHA-256 of the file, or the file itself, which is hashed and not kept: a PDF as " +
            "application/pdf, the JSON form as application/octet-stream. A report of which one byte was changed is `unknown`.",
          response: { 200: shown(verificationSchema) },
        },
      },
      async (request, reply) => {
        const { body } = request;
        const sha256 = Buffer.isBuffer(body) ? hashBytes(body) : parseWith(hashSchema, body).sha256;
        reply.header("cache-control", "no-store");
        return verifyReportUsecase(deps, { sha256 });
      },
    );
  });
};
