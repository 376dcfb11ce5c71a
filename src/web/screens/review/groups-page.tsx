/** Firearm groups: all exhibits that hits connect, across states. What changed last comes first. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { usePages } from "../../app/pages.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { PageHead, Panel } from "../../design/parts.tsx";
import type { Column } from "../../design/windowed-table.tsx";
import { LONG_LIST, PagedTable, usePagedRows } from "./paged-table.tsx";

export function useGroups() {
  return usePages(
    ["firearm-groups", "list"],
    (cursor) =>
      ask(
        api.GET("/v1/firearm-groups", {
          params: { query: { limit: 100, ...cursor } },
        }),
      ),
    LONG_LIST,
  );
}

export function GroupsPage() {
  const { t } = useTranslation("review");
  const list = useGroups();
  const paged = usePagedRows(list);
  const columns = useColumns();
  return (
    <>
      <PageHead title={t("groups.title")} about={t("groups.about")} />
      <Panel flush>
        <PagedTable
          query={list}
          paged={paged}
          caption={t("groups.title")}
          columns={columns}
          empty={t("groups.empty")}
          emptyAbout={t("groups.emptyAbout")}
        />
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
