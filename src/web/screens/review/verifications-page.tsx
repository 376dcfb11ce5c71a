/** What the system asks of this person: blind verifications, and to be the third of a consultation. What runs out first comes first. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { usePages } from "../../app/pages.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import type { Column } from "../../design/windowed-table.tsx";
import { DeclineDialog } from "./decline-dialog.tsx";
import { holdLine } from "./line.ts";
import { LONG_LIST, PagedTable, usePagedRows } from "./paged-table.tsx";

type Assignment = Schema<"Assignment">;

export function VerificationsPage() {
  const { t } = useTranslation("review");
  const list = usePages(
    ["verifications", "list"],
    (cursor) =>
      ask(
        api.GET("/v1/verifications", {
          params: { query: { limit: 100, ...cursor } },
        }),
      ),
    LONG_LIST,
  );
  const paged = usePagedRows(list);
  const [declined, setDeclined] = useState<Assignment | null>(null);
  const here = paged.rows[paged.current];
  useShortcuts([
    {
      key: "d",
      does: t("keys.decline"),
      act: () => {
        if (here !== undefined) setDeclined(here);
      },
    },
  ]);
  const columns = useColumns(setDeclined);
  const hold = () =>
    holdLine({ ids: paged.rows.map(({ linkageId }) => linkageId), more: null, back: "/verifications" });
  return (
    <Stack>
      <PageHead title={t("verifications.title")} about={t("verifications.about")} />
      <Notice title={t("blind.title")}>{t("blind.about")}</Notice>
      <Panel flush>
        <PagedTable
          query={list}
          paged={paged}
          caption={t("verifications.title")}
          columns={columns}
          empty={t("verifications.empty")}
          emptyAbout={t("verifications.emptyAbout")}
          rowHeight={3.25}
          onOpen={hold}
        />
      </Panel>
      {declined === null ? null : (
        <DeclineDialog key={declined.id} assignment={declined} open onClose={() => setDeclined(null)} />
      )}
    </Stack>
  );
}

function useColumns(onDecline: (assignment: Assignment) => void): readonly Column<Assignment>[] {
  const { t } = useTranslation("review");
  const formats = useFormats();
  return [
    {
      name: "part",
      head: t("verifications.asked"),
      cell: (row) => <Link to={`/linkages/${row.linkageId}`}>{t(`verifications.parts.${row.part}`)}</Link>,
    },
    { name: "cause", head: t("verifications.cause"), cell: (row) => t(`verifications.causes.${row.cause}`) },
    { name: "since", head: t("verifications.since"), width: "12rem", cell: (row) => formats.moment(row.createdAt) },
    {
      name: "until",
      head: t("verifications.until"),
      width: "12rem",
      cell: (row) => (row.expiresAt === null ? "–" : formats.fromNow(row.expiresAt)),
    },
    {
      name: "decline",
      head: t("verifications.decline"),
      width: "9rem",
      cell: (row) => <Button onClick={() => onDecline(row)}>{t("decline.go")}</Button>,
    },
  ];
}
