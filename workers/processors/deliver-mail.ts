import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";
import { deliverMail } from "../../src/usecases/notices/deliver-mail.ts";

export const processDeliverMail: BackgroundProcessor = (deps, run) => deliverMail(deps, run);
