import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";
import { deliverWebhook } from "../../src/usecases/notices/deliver-webhook.ts";

export const processDeliverWebhook: BackgroundProcessor = (deps, run) => deliverWebhook(deps, run);
