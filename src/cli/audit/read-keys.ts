import { readFile } from "node:fs/promises";
import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { computeKeyId, type PublicKey } from "../../domain/signing-key.ts";

const keysSchema = z.object({
  keys: z
    .array(z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }))
    .min(1),
});

/** Keys as `GET /v1/keys` gives them. A key's name follows from the key, whatever the file says. */
export async function readKeys(path: string): Promise<PublicKey[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new RibinError("FILE_NOT_FOUND", `There is no file ${path} that can be read.`, { cause: error });
  });
  return parseKeys(text, path);
}

/** The same of a text; `source` says in the refusal where it came from. */
export function parseKeys(text: string, source: string): PublicKey[] {
  try {
    return keysSchema.parse(JSON.parse(text)).keys.map(({ x }) => ({ id: computeKeyId(x), publicKey: x }));
  } catch (error) {
    throw new RibinError("USAGE", `${source} is no set of Ed25519 keys as GET /v1/keys gives it.`, { cause: error });
  }
}
