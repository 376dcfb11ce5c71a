import { z } from "zod";
import { listSigningKeys } from "../../../usecases/audit/list-signing-keys.ts";
import { momentSchema, shown } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";

const keySchema = z
  .object({
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    alg: z.literal("EdDSA"),
    use: z.literal("sig"),
    kid: z.string().describe("Thumbprint of RFC 7638; signatures name the key by it."),
    x: z.string().describe("The public key, base64url."),
    publishedAt: momentSchema.describe("When it was used first."),
  })
  .meta({ id: "SigningKey", description: "The public half of a key of this service, as a JWK (RFC 8037)." });

export const listKeys: Route = (app, { deps }) => {
  app.get(
    "/v1/keys",
    {
      config: { access: "public" },
      schema: {
        tags: ["operations"],
        operationId: "listKeys",
        summary: "List the public keys of signatures",
        description:
          "A JWK set: every key that this service ever signed with, newest first. Keep a copy, and check what it signed against that.",
        response: { 200: shown(z.object({ keys: z.array(keySchema) })) },
      },
    },
    async () => {
      const keys = await listSigningKeys(deps);
      return {
        keys: keys.map(({ id, publicKey, createdAt }) => ({
          kty: "OKP" as const,
          crv: "Ed25519" as const,
          alg: "EdDSA" as const,
          use: "sig" as const,
          kid: id,
          x: publicKey,
          publishedAt: createdAt,
        })),
      };
    },
  );
};
