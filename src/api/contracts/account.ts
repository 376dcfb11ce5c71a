import { z } from "zod";
import { roleSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, versionSchema } from "./primitives.ts";

export const accountSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    labId: idSchema.nullable(),
    email: z.string().meta({ examples: ["examiner@forensic.example"] }),
    name: z.string(),
    roles: z.array(roleSchema),
    disabledAt: momentSchema.nullable().describe("Null: the person may sign in."),
    version: versionSchema,
    createdAt: momentSchema,
  })
  .meta({ id: "Account", description: "A person who works in the network, with a state and roles." });

export const accountSignInSchema = z
  .object({
    hasPassword: z.boolean(),
    identities: z.array(
      z.object({
        id: idSchema,
        issuer: z.string(),
        provider: z
          .string()
          .nullable()
          .describe(
            "Null: no provider of the settings speaks for the account's state by this issuer; it opens nothing.",
          ),
        linkedAt: momentSchema,
      }),
    ),
  })
  .meta({ id: "AccountSignIn", description: "By what the person of an account signs in." });

export const newInvitationSchema = z
  .object({
    invitationToken: z
      .string()
      .nullable()
      .describe("For the person alone; shown this once, null in an answer repeated for its Idempotency-Key."),
    invitationExpiresAt: momentSchema,
  })
  .meta({
    id: "NewInvitation",
    description: "With it a person sets their own password, or links an identity at a provider.",
  });
