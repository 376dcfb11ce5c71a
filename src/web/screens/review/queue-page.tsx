/** The examiners' queue, by the clock: what is to be reviewed, what is overdue, what others do. Five thousand open as ten do. */
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Schema } from "../../api/client.ts";
import { useAskedPages } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useSelf } from "../../app/session.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Empty, PageHead, Panel, Waiting } from "../../design/parts.tsx";
import { type Column, WindowedTable } from "../../design/windowed-table.tsx";
import { holdLine } from "./line.ts";
import { DueBadge, LinkageFlags, StateBadge } from "./linkage-badges.tsx";
import { QueueFilters } from "./queue-filters.tsx";
import { readQueue, readView } from "./queue-view.ts";
import styles from "./review.module.css";
import { orderSides, SideCell } from "./sides.tsx";
import { useRowKeys } from "./use-row-keys.ts";

type Linkage = Schema<"Linkage">;

export function QueuePage() {
  const { t } = useTranslation("review");
  const self = useSelf();
  const [search] = useSearchParams();
  const view = readView(search, self);
  const queue = useAskedPages(["linkages", "queue", view.name, view.sort], (cursor) => readQueue(view, cursor));
  const rows = useMemo(() => queue.data?.pages.flatMap((page) => page.items) ?? [], [queue.data]);
  const columns = useColumns(view.name === "settled");
  const keys = useRowKeys(rows.length);
  useShortcuts([{ key: "r", does: t("keys.refresh"), act: () => void queue.refetch() }]);
  const { fetchNextPage, isFetchingNextPage } = queue;
  const readOn = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const hold = () => {
    const cursor = queue.data?.pages.at(-1)?.nextCursor ?? null;
    const back = `/queue?${search.toString()}`;
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
        rows.map(({ id }) => id),
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
        {queue.error ? <RefusalNotice error={queue.error} onRetry={() => void queue.refetch()} /> : null}
        {queue.isPending ? <Waiting label={t("queue.title")} lines={8} /> : null}
        {queue.data !== undefined && rows.length === 0 ? (
          <Empty title={t(`queue.empty.${view.name}`)}>{t("queue.emptyAbout")}</Empty>
        ) : null}
        {rows.length > 0 ? (
          <div onClickCapture={hold}>
            <WindowedTable
              caption={t("queue.title")}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.id}
              hasMore={queue.hasNextPage}
              onNearEnd={readOn}
              current={keys.current}
              onCurrent={keys.setCurrent}
            />
          </div>
        ) : null}
        <p className={styles.foot} role="status">
          {queue.data === undefined
            ? null
            : t(queue.hasNextPage ? "queue.shownMore" : "queue.shown", { count: rows.length })}
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
