import type { ComposedService } from "./compose.ts";
import { beginSealing } from "./usecases/keys/begin-sealing.ts";

/**
 * Before a process serves or works: it can open every file that was sealed. A store that does not answer now is left for /readyz to tell.
 * Errors: STORE_KEY_MISSING.
 */
export async function openStoredFiles({ deps, store }: Pick<ComposedService, "deps" | "store">): Promise<void> {
  if (store.sealing === null) return;
  await store.sealing.keys.check();
  await beginSealing(deps, store.raw).catch((error: unknown) => {
    deps.log.warn({ err: error }, "the store could not be looked at");
  });
  await store.sealing.keys.load();
}
