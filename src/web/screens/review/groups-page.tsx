/** Firearm groups: all exhibits that hits connect, across states. What changed last comes first. */
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAskedPages } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Empty, PageHead, Panel, Waiting } from "../../design/parts.tsx";
import { type Column, WindowedTable } from "../../design/windowed-table.tsx";
import { useRowKeys } from "./use-row-keys.ts";

export function useGroups() {
  return useAskedPages(["firearm-groups", "list"], (cursor) =>
    ask(
      api.GET("/v1/firearm-groups", {
        params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
}

export function GroupsPage() {
  const { t } = useTranslation("review");
  const list = useGroups();
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const keys = useRowKeys(rows.length);
  const columns = useColumns();
  const { fetchNextPage, isFetchingNextPage } = list;
  const readOn = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  return (
    <>
      <PageHead title={t("groups.title")} about={t("groups.about")} />
      <Panel flush>
        {list.error ? <RefusalNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Waiting label={t("groups.title")} /> : null}
        {list.data !== undefined && rows.length === 0 ? (
          <Empty title={t("groups.empty")}>{t("groups.emptyAbout")}</Empty>
        ) : null}
        {rows.length > 0 ? (
          <WindowedTable
            caption={t("groups.title")}
            columns={columns}
            rows={rows}
            keyOf={(row) => row.id}
            hasMore={list.hasNextPage}
            onNearEnd={readOn}
            current={keys.current}
            onCurrent={keys.setCurrent}
          />
        ) : null}
      </Panel>
    </>
  );
}

/** A short name that two people can say to each other: the end of the id. */
export const shortName = (id: string): string => id.slice(-6).toUpperCase();

function useColumns(): readonly Column<Schema<"FirearmGroupSummary">>[] {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const formats = useFormats();
  return [
    {
      name: "name",
      head: t("groups.name"),
      width: "12rem",
      cell: (row) => <Link to={`/firearm-groups/${row.id}`}>{t("groups.one", { name: shortName(row.id) })}</Link>,
    },
    {
      name: "states",
      head: t("groups.states"),
      cell: (row) => row.states.map((state) => terms.states[state]).join(", "),
    },
    { name: "exhibits", head: t("groups.exhibits"), width: "8rem", numeric: true, cell: (row) => row.exhibits },
    { name: "hits", head: t("groups.hits"), width: "8rem", numeric: true, cell: (row) => row.hits },
    { name: "changed", head: t("columns.changed"), width: "13rem", cell: (row) => formats.moment(row.changedAt) },
  ];
}
