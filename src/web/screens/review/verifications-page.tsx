/** What the system asks of this person: blind verifications, and to be the third of a consultation. What runs out first comes first. */
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAskedPages } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Empty, Notice, PageHead, Panel, Stack, Waiting } from "../../design/parts.tsx";
import { type Column, WindowedTable } from "../../design/windowed-table.tsx";
import { DeclineDialog } from "./decline-dialog.tsx";
import { holdLine } from "./line.ts";
import { useRowKeys } from "./use-row-keys.ts";

type Assignment = Schema<"Assignment">;

export function VerificationsPage() {
  const { t } = useTranslation("review");
  const list = useAskedPages(["verifications", "list"], (cursor) =>
    ask(
      api.GET("/v1/verifications", {
        params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const keys = useRowKeys(rows.length);
  const [declined, setDeclined] = useState<Assignment | null>(null);
  const { fetchNextPage, isFetchingNextPage } = list;
  const readOn = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const here = rows[keys.current];
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
  const hold = () => holdLine({ ids: rows.map(({ linkageId }) => linkageId), more: null, back: "/verifications" });
  return (
    <Stack>
      <PageHead title={t("verifications.title")} about={t("verifications.about")} />
      <Notice title={t("blind.title")}>{t("blind.about")}</Notice>
      <Panel flush>
        {list.error ? <RefusalNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Waiting label={t("verifications.title")} /> : null}
        {list.data !== undefined && rows.length === 0 ? (
          <Empty title={t("verifications.empty")}>{t("verifications.emptyAbout")}</Empty>
        ) : null}
        {rows.length > 0 ? (
          <div onClickCapture={hold}>
            <WindowedTable
              caption={t("verifications.title")}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.id}
              rowHeight={3.25}
              hasMore={list.hasNextPage}
              onNearEnd={readOn}
              current={keys.current}
              onCurrent={keys.setCurrent}
            />
          </div>
        ) : null}
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
