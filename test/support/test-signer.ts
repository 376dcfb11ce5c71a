import { generateKeyPairSync } from "node:crypto";
import { openEd25519Signer } from "../../src/adapters/signing/ed25519-signer.ts";
import type { Signer } from "../../src/ports/signer.ts";

/** A real signer with a key of its own. */
export function openTestSigner(): Promise<Signer> {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return openEd25519Signer({ pem, dataDir: "/nowhere" });
}
