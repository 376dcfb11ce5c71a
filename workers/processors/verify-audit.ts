import { runAuditVerification } from "../../src/usecases/audit/run-audit-verification.ts";
import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";

export const processVerifyAudit: BackgroundProcessor = (deps, run) => runAuditVerification(deps, run);
