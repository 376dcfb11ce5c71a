import { z } from "zod";
import { accountSchema } from "./account.ts";
import { idSchema, momentSchema } from "./primitives.ts";

export const newSessionSchema = z
  .object({
    token: z
      .string()
      .nullable()
      .describe(
        "Bearer token; send it as `Authorization: Bearer …`. Null only where the workbench asked (`X-RIBIN-Workbench`): then it is in a cookie.",
      ),
    expiresAt: momentSchema,
    account: accountSchema,
    mustEnrol: z
      .boolean()
      .describe("True: the region requires a second factor, and this session may do nothing but enrol one."),
  })
  .meta({ id: "NewSession", description: "An open session. Its token is shown this once." });

export const secondFactorAskedSchema = z
  .object({
    challenge: z.string().describe("Send it back with a code to `POST /v1/sessions/second-factor`."),
    expiresAt: momentSchema,
  })
  .meta({
    id: "SecondFactorAsked",
    description: "The first step of a sign-in was taken; the second factor is asked for.",
  });

export const sessionSchema = z
  .object({
    id: idSchema,
    current: z.boolean().describe("The one that this request bears."),
    method: z.enum(["password", "openid"]),
    secondFactor: z
      .enum(["code", "recovery_code", "provider"])
      .nullable()
      .describe("How the second factor was shown; null: not at all."),
    enrolling: z.boolean().describe("May do nothing but enrol a second factor."),
    address: z.string().nullable().describe("From where it was opened."),
    client: z.string().nullable().describe("What the client said that it is."),
    createdAt: momentSchema,
    lastSeenAt: momentSchema,
    expiresAt: momentSchema,
  })
  .meta({ id: "Session", description: "One of the sessions of who asks." });

/** A password as it is typed; whether it may be used is judged elsewhere, with words for the person. */
export const passwordSchema = z.string().min(1).max(1000);
export const newPasswordSchema = passwordSchema.describe(
  "At least 15 characters (12 where the region requires a second factor), any Unicode; no rule of composition. Refused where many people use it, or where it is made of the person's name. Kept as an argon2id hash only.",
);
export const codeSchema = z
  .string()
  .trim()
  .min(6)
  .max(40)
  .describe("Six digits of the authenticator, or a recovery code.");
