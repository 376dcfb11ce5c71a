import { listSigningKeys as listSigningKeyRows, type SigningKey } from "../../repositories/audit/signing-keys.ts";
import type { Deps } from "../deps.ts";

/** The public halves of every key that ever signed, newest first. Nothing of it is secret, and nobody need be signed in. */
export async function listSigningKeys(deps: Pick<Deps, "sql">): Promise<SigningKey[]> {
  return listSigningKeyRows(deps.sql);
}
