/** The hits of the reader's state, newest first. */
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAskedPages } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Badge, Empty, PageHead, Panel, Waiting } from "../../design/parts.tsx";
import { type Column, WindowedTable } from "../../design/windowed-table.tsx";
import { orderSides, SideCell } from "./sides.tsx";
import { useRowKeys } from "./use-row-keys.ts";

export function HitsPage() {
  const { t } = useTranslation("review");
  const list = useAskedPages(["hits", "list"], (cursor) =>
    ask(api.GET("/v1/hits", { params: { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } } })),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const keys = useRowKeys(rows.length);
  const columns = useColumns();
  const { fetchNextPage, isFetchingNextPage } = list;
  const readOn = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  return (
    <>
      <PageHead title={t("hits.title")} about={t("hits.about")} />
      <Panel flush>
        {list.error ? <RefusalNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Waiting label={t("hits.title")} /> : null}
        {list.data !== undefined && rows.length === 0 ? (
          <Empty title={t("hits.empty")}>{t("hits.emptyAbout")}</Empty>
        ) : null}
        {rows.length > 0 ? (
          <WindowedTable
            caption={t("hits.title")}
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

function useColumns(): readonly Column<Schema<"Hit">>[] {
  const { t } = useTranslation("review");
  const formats = useFormats();
  return [
    {
      name: "own",
      head: t("columns.own"),
      cell: (row) => <SideCell side={orderSides(row.sides)[0]} to={`/hits/${row.id}`} />,
    },
    { name: "other", head: t("columns.other"), cell: (row) => <SideCell side={orderSides(row.sides)[1]} /> },
    { name: "when", head: t("hits.confirmed"), width: "13rem", cell: (row) => formats.moment(row.createdAt) },
    {
      name: "new",
      head: t("hits.links"),
      width: "13rem",
      cell: (row) =>
        row.linksNewCases ? <Badge tone="good">{t("hits.newCases")}</Badge> : <Badge>{t("hits.linkedBefore")}</Badge>,
    },
  ];
}
