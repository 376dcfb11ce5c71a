/** Which pages each role is shown on a walk through the workbench, beside those of its navigation: records and the tabs of rooms. */
import type { Role } from "../../src/domain/vocabulary.ts";
import type { WorkbenchRegion } from "./workbench-region.ts";

export interface TourStop {
  /** Of its picture. */
  readonly name: string;
  readonly path: string;
}

export function listStops(region: WorkbenchRegion): Readonly<Record<Role, readonly TourStop[]>> {
  const { cases, hit } = region;
  const market = cases.market;
  const firstMark = market?.acquisitions[0] ?? "";
  const stop = (name: string, path: string): TourStop => ({ name, path });
  return {
    lab_technician: [
      stop("new-case", "/cases/new"),
      stop("case", `/cases/${market?.caseId}`),
      stop("new-exhibit", `/cases/${market?.caseId}/exhibits/new`),
      stop("exhibit", `/exhibits/${cases.quarry?.exhibitId}`),
      stop("label", `/exhibits/${cases.quarry?.exhibitId}/label`),
      stop("acquisition-too-dark", `/acquisitions/${region.tooDark}`),
      stop("outlines", `/acquisitions/${firstMark}/outlines`),
      stop("refused-files", "/operation/refusals"),
      stop("import", `/exchange/imports/${region.imported}`),
      stop("bundle-keys", "/exchange/bundle-keys"),
    ],
    firearms_examiner: [
      stop("candidates-of-an-acquisition", `/acquisitions/${firstMark}/candidates`),
      stop("document-first", `/linkages/${region.candidate}`),
      stop("review", `/linkages/${region.images}`),
      stop("compare", `/linkages/${hit.linkage}/compare`),
      stop("compare-bullets", `/linkages/${region.bullets}/compare`),
      stop("consultation", `/linkages/${region.disagreed}`),
      stop("hit", `/hits/${hit.id}`),
      stop("firearm-group", `/firearm-groups/${region.group}`),
      stop("traces", `/exhibits/${cases.pistol?.exhibitId}`),
    ],
    verifier: [stop("verify", `/linkages/${region.asked}`)],
    investigator: [
      stop("report-request", `/report-requests/${region.request}`),
      stop("report", `/reports/${region.report}`),
    ],
    national_coordinator: [
      stop("releases", "/sharing/releases"),
      stop("removals", "/sharing/removals"),
      stop("legal-holds", "/retention/holds"),
      stop("retention-rules", "/retention/rules"),
      stop("lab-list", "/people/labs"),
      stop("stations", "/people/stations"),
      stop("asked-to-verify", `/linkages/${region.asked}`),
      stop("known-pairs", "/statistics/proficiency"),
      stop("export", "/exchange/export"),
      stop("ibin-nominations", "/exchange/nominations"),
      stop("webhooks", "/exchange/webhooks"),
      stop("webhook", `/exchange/webhooks/${region.webhook}`),
      stop("seized-case", `/cases/${cases.pistol?.caseId}`),
    ],
    regional_coordinator: [stop("search-models", "/operation/models"), stop("two-nets", "/operation/sweeps")],
    auditor: [stop("audit-chain", "/audit/chain"), stop("proficiency", "/statistics/proficiency")],
  };
}
