/** The audit trail: who did what to which record, for what purpose. The search stands in the address, so that it can be passed on. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import type { operations } from "../../api/schema.d.ts";
import { DownloadButton } from "../../app/download.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { Empty, Panel, Stack } from "../../design/parts.tsx";
import { AuditHead } from "./audit-head.tsx";
import { AuditSearch } from "./audit-search.tsx";
import { EventDialog } from "./event-dialog.tsx";
import { EventTable } from "./event-table.tsx";

export type AuditEvent = Schema<"AuditEvent">;
type Query = NonNullable<operations["listAuditEvents"]["parameters"]["query"]>;

export const CONDITIONS = [
  "state",
  "actorId",
  "caseId",
  "exhibitId",
  "targetKind",
  "targetId",
  "action",
  "purpose",
  "from",
  "to",
  "order",
] as const;
export type Conditions = Partial<Record<(typeof CONDITIONS)[number], string>>;

/** All that the search finds, in the order in which the page shows it. */
const toCsvPath = (asked: Conditions) =>
  `/v1/audit-events.csv?${new URLSearchParams({ order: "newest", ...asked }).toString()}`;

export function AuditPage() {
  const { t } = useTranslation("audit");
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<AuditEvent | null>(null);
  const asked: Conditions = Object.fromEntries(
    CONDITIONS.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])),
  );
  const search = (conditions: Conditions) => setParams(conditions as Record<string, string>);
  const events = usePages(["audit-events", asked], (cursor) =>
    ask(api.GET("/v1/audit-events", { params: { query: { order: "newest", ...(asked as Query), ...cursor } } })),
  );
  return (
    <>
      <AuditHead />
      <Stack>
        <AuditSearch key={params.toString()} asked={asked} onSearch={search} />
        <Panel
          flush
          title={t("events")}
          actions={
            <DownloadButton path={toCsvPath(asked)} fileName="audit-events.csv">
              {t("csv")}
            </DownloadButton>
          }
        >
          <Pages query={events} lines={8}>
            {(items) =>
              items.length === 0 ? (
                <Empty title={t("none")}>{t("noneMeans")}</Empty>
              ) : (
                <EventTable
                  items={items}
                  onOpen={setOpen}
                  onNarrow={(condition) => search({ ...asked, ...condition })}
                />
              )
            }
          </Pages>
        </Panel>
      </Stack>
      <EventDialog event={open} onClose={() => setOpen(null)} />
    </>
  );
}
