import { RibinError } from "../../domain/errors.ts";
import type { PublicKey } from "../../domain/signing-key.ts";
import { parseKeys, readKeys } from "../audit/read-keys.ts";

const WAIT_MS = 20_000;

/** Keys of a file, or of an address that answers as GET /v1/keys does. Errors: FILE_NOT_FOUND, USAGE, UNAVAILABLE. */
export async function readPublishedKeys(source: string): Promise<PublicKey[]> {
  if (!/^https?:\/\//i.test(source)) return readKeys(source);
  try {
    const response = await fetch(source, { signal: AbortSignal.timeout(WAIT_MS) });
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    return parseKeys(await response.text(), source);
  } catch (error) {
    if (error instanceof RibinError) throw error;
    throw new RibinError("UNAVAILABLE", `No keys from ${source}.`, { cause: error });
  }
}
