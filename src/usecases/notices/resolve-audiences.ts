import type { Audience } from "../../domain/notices/plan-notice.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import {
  findRecipient,
  listLinkageLabs,
  listRecipients,
  type Recipient,
} from "../../repositories/notices/notice-recipients.ts";
import { findReportRequest } from "../../repositories/report-requests/report-requests.ts";
import { listAskedStates } from "../../repositories/report-requests/request-parts.ts";
import { findReport } from "../../repositories/reports/reports.ts";

/** The people, each once. Whoever may not know of a linkage is in no audience of it. */
export async function resolveAudiences(
  tx: SqlExecutor,
  audiences: readonly Audience[],
  now: Date,
): Promise<readonly Recipient[]> {
  const found = new Map<string, Recipient>();
  for (const audience of audiences) {
    for (const recipient of await resolve(tx, audience, now)) found.set(recipient.accountId, recipient);
  }
  return [...found.values()];
}

async function resolve(tx: SqlExecutor, audience: Audience, now: Date): Promise<readonly Recipient[]> {
  switch (audience.to) {
    case "account":
      return findRecipient(tx, audience.accountId);
    case "roles":
      return listWorkers(tx, audience);
    case "requester": {
      const request = await findReportRequest(tx, audience.requestId);
      return request === null ? [] : findRecipient(tx, request.requestedBy);
    }
    case "reader": {
      const report = await findReport(tx, audience.reportId);
      return report === null ? [] : findRecipient(tx, report.issuedTo);
    }
    case "asked":
      return listCoordinators(tx, await listAskedStates(tx, audience.requestId));
    case "region":
      return listRecipients(tx, { state: null, labId: null, roles: ["regional_coordinator"] });
    case "sides": {
      const labs = await listLinkageLabs(tx, audience.linkageId, now);
      const people = await Promise.all(labs.map((lab) => listWorkers(tx, { ...lab, roles: audience.roles })));
      return people.flat();
    }
    case "coordinators of sides": {
      const labs = await listLinkageLabs(tx, audience.linkageId, now);
      return listCoordinators(
        tx,
        labs.map(({ state }) => state),
      );
    }
  }
}

/** Those of the lab; where it has nobody for that work (it only collects), those of the state's other labs: nothing waits for nobody. */
async function listWorkers(
  tx: SqlExecutor,
  filter: Parameters<typeof listRecipients>[1],
): Promise<readonly Recipient[]> {
  const ofLab = await listRecipients(tx, filter);
  return ofLab.length > 0 || filter.labId === null ? ofLab : listRecipients(tx, { ...filter, labId: null });
}

async function listCoordinators(tx: SqlExecutor, states: readonly StateCode[]): Promise<readonly Recipient[]> {
  const found: Recipient[] = [];
  for (const state of new Set(states)) {
    found.push(...(await listRecipients(tx, { state, labId: null, roles: ["national_coordinator"] })));
  }
  return found;
}
