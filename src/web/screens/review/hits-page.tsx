/** The hits of the reader's state, newest first. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { usePages } from "../../app/pages.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Badge, PageHead, Panel } from "../../design/parts.tsx";
import type { Column } from "../../design/windowed-table.tsx";
import { orderSides, SideCell } from "../../records/sides.tsx";
import { LONG_LIST, PagedTable, usePagedRows } from "./paged-table.tsx";

export function HitsPage() {
  const { t } = useTranslation("review");
  const list = usePages(
    ["hits", "list"],
    (cursor) => ask(api.GET("/v1/hits", { params: { query: { limit: 100, ...cursor } } })),
    LONG_LIST,
  );
  const paged = usePagedRows(list);
  const columns = useColumns();
  return (
    <>
      <PageHead title={t("hits.title")} about={t("hits.about")} />
      <Panel flush>
        <PagedTable
          query={list}
          paged={paged}
          caption={t("hits.title")}
          columns={columns}
          empty={t("hits.empty")}
          emptyAbout={t("hits.emptyAbout")}
        />
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
    { name: "when", head: t("hits.confirmed"), width: "11rem", cell: (row) => formats.moment(row.createdAt) },
    {
      name: "new",
      head: t("hits.links"),
      width: "18.5rem",
      cell: (row) =>
        row.linksNewCases ? <Badge tone="good">{t("hits.newCases")}</Badge> : <Badge>{t("hits.linkedBefore")}</Badge>,
    },
  ];
}
