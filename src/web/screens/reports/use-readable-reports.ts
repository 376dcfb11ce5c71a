/** Which reports somebody may open: of the requests that they may read, and those that they were told of when they were issued. */
import { api, ask, type Schema } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";

export interface ReadableReport {
  readonly reportId: string;
  readonly at: string | null;
  /** Of what came by a request. */
  readonly request: Pick<Schema<"ReportRequest">, "id" | "caseId"> | null;
  readonly partner: Schema<"ReportRequest">["ownerState"] | null;
  readonly withdrawn: boolean;
}

const PAGE = 200;

export function useReadableReports() {
  const self = useSelf();
  const asks = hasRole(self, "investigator", "national_coordinator");
  return useAsked(["reports", "readable"], async () => {
    const [told, requests] = await Promise.all([
      ask(api.GET("/v1/me/notifications", { params: { query: { limit: PAGE } } })),
      asks ? ask(api.GET("/v1/report-requests", { params: { query: { limit: PAGE } } })) : { items: [] },
    ]);
    return merge(told.items, requests.items);
  });
}

function merge(
  told: readonly Schema<"Notification">[],
  requests: readonly Schema<"ReportRequest">[],
): readonly ReadableReport[] {
  const found = new Map<string, ReadableReport>();
  const withdrawn = new Set(told.filter(({ kind }) => kind === "report_withdrawn").map(({ subjectId }) => subjectId));
  for (const { kind, subjectId, createdAt } of told) {
    if (kind !== "report_issued") continue;
    const mark = withdrawn.has(subjectId);
    found.set(subjectId, { reportId: subjectId, at: createdAt, request: null, partner: null, withdrawn: mark });
  }
  for (const { id, caseId, parts } of requests) {
    for (const { reportId, askedState } of parts) {
      if (reportId === null) continue;
      const at = found.get(reportId)?.at ?? null;
      const mark = withdrawn.has(reportId);
      found.set(reportId, { reportId, at, request: { id, caseId }, partner: askedState, withdrawn: mark });
    }
  }
  return [...found.values()].sort((a, b) => (b.at ?? "").localeCompare(a.at ?? ""));
}
