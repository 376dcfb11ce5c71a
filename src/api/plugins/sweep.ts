/** Once an hour what nobody needs any more is removed (uploads and sign-ins that became nothing, old idempotency keys), and verifications that lapsed are asked of the next. */

import { PROGRAM, runAsking } from "../../ports/asker.ts";
import { forgetUpload, listStaleUploads } from "../../usecases/acquisitions/settle-upload.ts";
import { forgetIdempotencyKeys } from "../../usecases/requests/forget-idempotency-keys.ts";
import { reassignLapsed } from "../../usecases/review/reassign-lapsed.ts";
import { forgetSignIns } from "../../usecases/sign-in/forget-sign-ins.ts";
import type { ApiService } from "../api-config.ts";
import type { App } from "../fastify-types.ts";

const SWEEP_MS = 3_600_000;
const UPLOADS_AT_A_TIME = 100;

export function installSweep(app: App, service: ApiService): void {
  const { log } = service.deps;
  const timer = setInterval(() => {
    sweep(service).catch((error) => log.error({ error: String(error) }, "sweep failed"));
  }, SWEEP_MS);
  timer.unref();
  app.addHook("onClose", async () => clearInterval(timer));
}

/** Removes the bytes first: a process that stops between leaves a row, which the next sweep finds. */
export function sweep(service: ApiService): Promise<{ uploads: number; keys: number }> {
  return runAsking(PROGRAM, () => sweepNow(service));
}

async function sweepNow({ deps, config, uploadStore }: ApiService): Promise<{ uploads: number; keys: number }> {
  const stale = await listStaleUploads(deps, { hours: config.uploadExpiryHours, limit: UPLOADS_AT_A_TIME });
  for (const id of stale) {
    await uploadStore.remove(id).catch((error) => deps.log.warn({ error: String(error) }, "upload already gone"));
    await forgetUpload(deps, { id });
  }
  await forgetSignIns(deps);
  await reassignLapsed(deps);
  return { uploads: stale.length, keys: await forgetIdempotencyKeys(deps) };
}
