/** What states let each other see, take back, keep and erase. In the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { createAgreement } from "./agreements/create-agreement.ts";
import { listAgreements } from "./agreements/list-agreements.ts";
import { setAgreementTerms } from "./agreements/set-agreement-terms.ts";
import { withdrawAgreement } from "./agreements/withdraw-agreement.ts";
import { createRelease } from "./releases/create-release.ts";
import { listReleases } from "./releases/list-releases.ts";
import { withdrawRelease } from "./releases/withdraw-release.ts";
import { listRemovalNotices } from "./removals/list-removal-notices.ts";
import { listRemovals } from "./removals/list-removals.ts";
import { restoreEvidence } from "./removals/restore-evidence.ts";
import { decidePurge } from "./retention/decide-purge.ts";
import { endHold } from "./retention/end-hold.ts";
import { listDueEvidence } from "./retention/list-due-evidence.ts";
import { listHolds } from "./retention/list-holds.ts";
import { listPurges } from "./retention/list-purges.ts";
import { listRetentionRules } from "./retention/list-retention-rules.ts";
import { placeHold } from "./retention/place-hold.ts";
import { reviewPurge } from "./retention/review-purge.ts";
import { setRetentionRule } from "./retention/set-retention-rule.ts";

export const SHARING_ROUTES: readonly Route[] = [
  listReleases,
  createRelease,
  withdrawRelease,
  listRemovals,
  listRemovalNotices,
  restoreEvidence,
  listRetentionRules,
  setRetentionRule,
  listHolds,
  placeHold,
  endHold,
  listDueEvidence,
  listPurges,
  reviewPurge,
  decidePurge,
  listAgreements,
  createAgreement,
  setAgreementTerms,
  withdrawAgreement,
];
