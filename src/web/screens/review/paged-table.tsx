/** A list of these rooms: read on as one scrolls, moved through by j and k, refused and empty in words. */
import { useCallback, useMemo } from "react";
import { isClosed } from "../../api/refusal.ts";
import type { Listed } from "../../app/pages.tsx";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Empty, Waiting } from "../../design/parts.tsx";
import { type Column, WindowedTable } from "../../design/windowed-table.tsx";
import { useRowKeys } from "./use-row-keys.ts";

/** For `usePages`: a long list is read anew when somebody asks for it or changes something, not each time the window comes to the front. */
export const LONG_LIST = { refetchOnWindowFocus: false } as const;

interface PagedRows<Row> {
  /** What was read so far. */
  readonly rows: readonly Row[];
  /** The row that keys moved to; -1: none yet. */
  readonly current: number;
  readonly setCurrent: (index: number) => void;
}

export function usePagedRows<Row>(
  query: Listed<{ readonly items: readonly Row[] }>,
  findPlace?: (rows: readonly Row[]) => number,
): PagedRows<Row> {
  const { data } = query;
  const closed = isClosed(query.error);
  const rows = useMemo(() => (closed ? [] : (data?.pages.flatMap(({ items }) => items) ?? [])), [data, closed]);
  const ready = rows.length > 0 && !query.isFetching;
  return { rows, ...useRowKeys(rows.length, ready, () => findPlace?.(rows) ?? -1) };
}

interface PagedTableProps<Row> {
  readonly query: Listed<{ readonly items: readonly Row[] }>;
  readonly paged: PagedRows<Row>;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** What is said where there is nothing. */
  readonly empty: string;
  readonly emptyAbout: string;
  /** In rem. */
  readonly rowHeight?: number;
  /** Grey lines while the first page comes. */
  readonly lines?: number;
  /** Before a row is opened by its link. */
  readonly onOpen?: () => void;
}

export function PagedTable<Row extends { readonly id: string }>(props: PagedTableProps<Row>) {
  const { query, paged, caption, columns, empty, emptyAbout, rowHeight, lines = 3, onOpen } = props;
  const { fetchNextPage, isFetchingNextPage } = query;
  const readOn = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  return (
    <>
      {query.error ? <RefusalNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Waiting label={caption} lines={lines} /> : null}
      {query.data !== undefined && !isClosed(query.error) && paged.rows.length === 0 ? (
        <Empty title={empty}>{emptyAbout}</Empty>
      ) : null}
      {paged.rows.length > 0 ? (
        <div onClickCapture={onOpen}>
          <WindowedTable
            caption={caption}
            columns={columns}
            rows={paged.rows}
            keyOf={({ id }) => id}
            rowHeight={rowHeight}
            hasMore={query.hasNextPage}
            onNearEnd={readOn}
            current={paged.current}
            onCurrent={paged.setCurrent}
          />
        </div>
      ) : null}
    </>
  );
}
