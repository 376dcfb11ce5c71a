/** The examiners' queue, by the clock: what is to be reviewed, what is overdue, what others do. Five thousand open as ten do. */
import { useTranslation } from "react-i18next";
import { type LoaderFunctionArgs, useSearchParams } from "react-router";
import type { Schema } from "../../api/client.ts";
import { askPages, usePages } from "../../app/pages.tsx";
import { findSelf, useSelf } from "../../app/session.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { PageHead, Panel } from "../../design/parts.tsx";
import type { Column } from "../../design/windowed-table.tsx";
import { DueBadge, LinkageFlags, StateBadge } from "../../records/linkage-badges.tsx";
import { orderSides, SideCell } from "../../records/sides.tsx";
import { findPlace, holdLine } from "./line.ts";
import { LONG_LIST, PagedTable, usePagedRows } from "./paged-table.tsx";
import { QueueFilters } from "./queue-filters.tsx";
import { keyOfQueue, readQueue, readView } from "./queue-view.ts";
import styles from "./review.module.css";

type Linkage = Schema<"Linkage">;

/** As the link is followed, and not when the page has been drawn: the answer is on its way meanwhile. */
export function openQueue({ request }: LoaderFunctionArgs): null {
  const self = findSelf();
  // Who must enrol a second factor is led there first.
  if (self === null || self.mustEnrol) return null;
  const view = readView(new URL(request.url).searchParams, self);
  askPages(keyOfQueue(view), ({ cursor }) => readQueue(view, cursor));
  return null;
}

export function QueuePage() {
  const { t } = useTranslation("review");
  const self = useSelf();
  const [search] = useSearchParams();
  const view = readView(search, self);
  const queue = usePages(keyOfQueue(view), ({ cursor }) => readQueue(view, cursor), LONG_LIST);
  const back = `/queue?${search.toString()}`;
  const paged = usePagedRows(queue, (rows) =>
    findPlace(
      back,
      rows.map(({ id }) => id),
    ),
  );
  const columns = useColumns(view.name === "settled");
  useShortcuts([{ key: "r", does: t("keys.refresh"), act: () => void queue.refetch() }]);
  const hold = () => {
    const cursor = queue.data?.pages.at(-1)?.nextCursor ?? null;
    const line = (ids: readonly string[], after: string | null): Parameters<typeof holdLine>[0] => ({
      ids,
      back,
      more:
        after === null
          ? null
          : async () => {
              const page = await readQueue(view, after);
              return line(
                page.items.map(({ id }) => id),
                page.nextCursor,
              );
            },
    });
    holdLine(
      line(
        paged.rows.map(({ id }) => id),
        cursor,
      ),
    );
  };
  return (
    <>
      <PageHead
        title={t("queue.title")}
        about={t("queue.about")}
        actions={
          <Button busy={queue.isRefetching} onClick={() => void queue.refetch()}>
            {t("refresh")}
          </Button>
        }
      />
      <Panel flush>
        <QueueFilters view={view} />
        <PagedTable
          query={queue}
          paged={paged}
          caption={t("queue.title")}
          columns={columns}
          empty={t(`queue.empty.${view.name}`)}
          emptyAbout={t("queue.emptyAbout")}
          lines={8}
          onOpen={hold}
        />
        <p className={styles.foot} role="status">
          {queue.data === undefined
            ? null
            : t(queue.hasNextPage ? "queue.shownMore" : "queue.shown", { count: paged.rows.length })}
        </p>
      </Panel>
    </>
  );
}

function useColumns(settled: boolean): readonly Column<Linkage>[] {
  const { t } = useTranslation("review");
  const formats = useFormats();
  return [
    {
      name: "own",
      head: t("columns.own"),
      cell: (row) => <SideCell side={orderSides(row.sides)[0]} to={`/linkages/${row.id}`} />,
    },
    { name: "other", head: t("columns.other"), cell: (row) => <SideCell side={orderSides(row.sides)[1]} /> },
    {
      name: "due",
      head: t(settled ? "columns.changed" : "columns.due"),
      width: "11.5rem",
      cell: (row) => <DueBadge linkage={row} />,
    },
    {
      name: "score",
      head: t("columns.score"),
      width: "5rem",
      numeric: true,
      cell: (row) => formats.number(row.bestScore, 3),
    },
    ...(settled
      ? [
          {
            name: "state",
            head: t("columns.state"),
            width: "9rem",
            cell: (row: Linkage) => <StateBadge state={row.state} />,
          },
        ]
      : []),
    { name: "flags", head: t("columns.flags"), width: "17rem", cell: (row) => <LinkageFlags linkage={row} /> },
  ];
}
