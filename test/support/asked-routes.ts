/** Routes of the API, each with the rows of the table of rules that decide about it, and a body that its contract takes. */
import { v7 as uuidv7 } from "uuid";
import type { Action } from "../../src/domain/permission-actions.ts";
import { OUTLINES } from "../http/support/evidence-world.ts";
import { tomorrow } from "../http/support/known-world.ts";

export interface Asked {
  readonly method: "GET" | "POST" | "PATCH";
  readonly url: string;
  /** All of them are needed. */
  readonly actions: readonly Action[];
  readonly of: "case" | "exhibit" | "acquisition" | "candidate" | "linkage" | "hit" | "own state";
  readonly body?: () => object;
  /** An agreement on pictures does not cover it. */
  readonly file?: true;
}

const get = (of: Asked["of"], url: string, ...actions: Action[]): Asked => ({ method: "GET", url, actions, of });
const change = (
  of: Asked["of"],
  method: "POST" | "PATCH",
  url: string,
  body: () => object,
  ...actions: Action[]
): Asked => ({
  method,
  url,
  actions,
  of,
  body,
});
const REASONS = "Many cells agree.";

/** What is asked, and by which row of the table it is decided: by hand, from the domain's page and not from the routes. */
export const ASKED: readonly Asked[] = [
  get("case", "/v1/cases/:id", "case.read"),
  get("case", "/v1/cases/:id/ibin-indicators", "indicator.read"),
  change("case", "PATCH", "/v1/cases/:id", () => ({ highProfile: true }), "case.update"),
  change("case", "POST", "/v1/exhibits", () => ({ exhibitNumber: uuidv7(), type: "bullet" }), "exhibit.create"),
  change(
    "case",
    "POST",
    "/v1/releases",
    () => ({ toState: "GY", purpose: "Joint case", expiresAt: tomorrow() }),
    "release.create",
  ),
  get("exhibit", "/v1/exhibits/:id", "exhibit.read"),
  get("exhibit", "/v1/exhibits/:id/custody", "custody.read"),
  get("exhibit", "/v1/exhibits/:id/times", "exhibit_times.read"),
  get("exhibit", "/v1/exhibits/:id/examinations", "examination.read"),
  get("exhibit", "/v1/exhibits/:id/firearm-records", "firearm.read"),
  change("exhibit", "PATCH", "/v1/exhibits/:id", () => ({ calibre: ".45 ACP" }), "exhibit.update"),
  get("acquisition", "/v1/acquisitions/:id", "acquisition.read"),
  get("acquisition", "/v1/acquisitions/:id/preview.png", "acquisition.image.read"),
  { ...get("acquisition", "/v1/acquisitions/:id/file", "acquisition.image.read"), file: true },
  get("acquisition", "/v1/acquisitions/:id/outlines", "acquisition.image.read"),
  get("acquisition", "/v1/acquisitions/:id/candidates", "candidate.read"),
  change(
    "acquisition",
    "POST",
    "/v1/acquisitions/:id/outlines",
    () => OUTLINES,
    "acquisition.read",
    "acquisition.outline",
  ),
  get("candidate", "/v1/candidates/:id/evidence", "candidate.evidence.read"),
  get("linkage", "/v1/linkages/:id", "linkage.read"),
  get("linkage", "/v1/linkages/:id/bullet-comparisons", "candidate.evidence.read"),
  change(
    "linkage",
    "POST",
    "/v1/linkages/:id/reviews",
    () => ({ decision: "lead", reasons: REASONS }),
    "linkage.review",
  ),
  change("linkage", "POST", "/v1/linkages/:id/hit", () => ({}), "linkage.read", "hit.confirm"),
  get("hit", "/v1/hits/:id", "hit.read"),
  get("own state", "/v1/cases", "case.read"),
  get("own state", "/v1/exhibits", "exhibit.read"),
  get("own state", "/v1/acquisitions", "acquisition.read"),
  get("own state", "/v1/acquisition-queue", "exhibit.read"),
  get("own state", "/v1/linkages", "linkage.read"),
  get("own state", "/v1/hits", "hit.read"),
  get("own state", "/v1/link-chart", "link_chart.read"),
  get("own state", "/v1/firearm-groups", "firearm_group.read"),
  get("own state", "/v1/accounts", "account.read"),
  get("own state", "/v1/labs", "lab.read"),
  get("own state", "/v1/stations", "station.read"),
  get("own state", "/v1/agreements", "agreement.read"),
  get("own state", "/v1/releases", "release.read"),
  get("own state", "/v1/removals", "removal.read"),
  get("own state", "/v1/retention-rules", "retention.read"),
  get("own state", "/v1/known-pairs", "proficiency.read"),
  get("own state", "/v1/bundle-keys", "bundle_key.read"),
  get("own state", "/v1/webhooks", "webhook.read"),
  get("own state", "/v1/ibin-nominations", "nomination.read"),
  get("own state", "/v1/trace-requests", "trace.read"),
  get("own state", "/v1/imports", "import.read"),
  get("own state", "/v1/jobs", "job.read"),
  get("own state", "/v1/refusals", "refusal.read"),
  get("own state", "/v1/correlations", "correlation.read"),
  get("own state", "/v1/audit-events", "audit.read"),
  get("own state", "/v1/queues", "queue.read"),
  get("own state", "/v1/verifications", "verification.read"),
];
