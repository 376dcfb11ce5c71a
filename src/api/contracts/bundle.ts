import { z } from "zod";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, textSchema } from "./primitives.ts";

export const bundleKeyIdSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const publicKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, "The 32 bytes of an Ed25519 public key in base64url, as `ribin bundle key` prints it")
  .meta({ examples: ["11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"] });

export const bundleKeySchema = z
  .object({
    id: bundleKeyIdSchema.describe("Thumbprint of RFC 7638."),
    ownerState: stateCodeSchema,
    labId: idSchema,
    name: z.string(),
    publicKey: z.string(),
    createdBy: idSchema,
    createdAt: momentSchema,
    revokedBy: idSchema.nullable(),
    revokedAt: momentSchema.nullable(),
  })
  .meta({ id: "BundleKey", description: "A key that signs bundles of a lab." });

export const newBundleKeySchema = z.strictObject({
  labId: idSchema,
  name: textSchema(100).describe("Of the station that holds the private half."),
  publicKey: publicKeySchema,
});

export const recipientsSchema = z
  .object({
    recipients: z.array(z.string()).describe("The first is for new bundles; the others still open older ones."),
  })
  .meta({ id: "BundleRecipients", description: "What bundles are encrypted to (age)." });
