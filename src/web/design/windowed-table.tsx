/**
 * A long list as a table of which only the rows in sight are in the page: five thousand scroll as ten do. Rows are of one height; the
 * frame scrolls, more is asked for well before its end, and j and k move from row to row.
 */
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import styles from "./windowed-table.module.css";

export interface Column<Row> {
  readonly name: string;
  readonly head: ReactNode;
  /** As CSS says it; one column without a width takes what is left. */
  readonly width?: string;
  readonly numeric?: boolean;
  readonly cell: (row: Row, index: number) => ReactNode;
}

interface WindowedTableProps<Row> {
  readonly caption: string;
  /** The first is the heading of its row, and holds the link that opens it. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** In rem. */
  readonly rowHeight?: number;
  readonly hasMore: boolean;
  readonly onNearEnd: () => void;
  /** The row that keys moved to; -1: none yet. */
  readonly current: number;
  readonly onCurrent: (index: number) => void;
}

/** Rows drawn beyond the edge on either side, and how near the end more is asked for. */
const BEYOND = 16;
/** In the first picture, which comes sooner for it. */
const BEYOND_FIRST = 2;
const NEAR_END = 120;

export function WindowedTable<Row>(props: WindowedTableProps<Row>) {
  const { caption, columns, rows, keyOf, rowHeight = 2.75, hasMore, onNearEnd, current, onCurrent } = props;
  const frame = useRef<HTMLElement>(null);
  const { first, count, height } = useWindow(frame, rowHeight, rows.length);
  const last = Math.min(rows.length, first + count);
  useEffect(() => {
    if (hasMore && last > rows.length - NEAR_END) onNearEnd();
  }, [hasMore, last, rows.length, onNearEnd]);
  useFocusedRow(frame, current, height);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section ref={frame} className={styles.frame} tabIndex={0} aria-label={caption}>
      <table className={styles.table} aria-rowcount={hasMore ? -1 : rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <colgroup>
          {columns.map(({ name, width }) => (
            <col key={name} style={width === undefined ? {} : { inlineSize: width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, head, numeric }) => (
              <th key={name} scope="col" className={numeric ? styles.numeric : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={first * height} columns={columns.length} />
          {rows.slice(first, last).map((row, at) => (
            <DrawnRow
              key={keyOf(row)}
              row={row}
              index={first + at}
              columns={columns as readonly Column<unknown>[]}
              height={height}
              onCurrent={onCurrent}
            />
          ))}
          <Space height={(rows.length - last) * height} columns={columns.length} />
        </tbody>
      </table>
    </section>
  );
}

interface DrawnRowProps {
  readonly row: unknown;
  readonly index: number;
  readonly columns: readonly Column<unknown>[];
  readonly height: number;
  readonly onCurrent: (index: number) => void;
}

/** Drawn once while it is in sight: a list that scrolls draws the rows that come, and not those that stay. */
const DrawnRow = memo(function DrawnRow({ row, index, columns, height, onCurrent }: DrawnRowProps) {
  return (
    <tr
      className={styles.row}
      style={{ blockSize: `${String(height)}px` }}
      aria-rowindex={index + 2}
      data-row={index}
      onFocus={() => onCurrent(index)}
    >
      {columns.map(({ name, cell, numeric }, column) => {
        const Cell = column === 0 ? "th" : "td";
        return (
          <Cell key={name} className={numeric ? styles.numeric : undefined} {...(column === 0 ? { scope: "row" } : {})}>
            {cell(row, index)}
          </Cell>
        );
      })}
    </tr>
  );
});

/** Two lines in one cell: what counts, and what belongs to it. */
export function TwoLines({ children, below }: { readonly children: ReactNode; readonly below: ReactNode }) {
  return (
    <div className={styles.two}>
      <span>{children}</span>
      <small>{below}</small>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr className={styles.space} aria-hidden="true" style={{ blockSize: `${String(height)}px` }}>
      <td colSpan={columns} />
    </tr>
  );
}

/** The window moves by so many rows at once: most turns of a wheel draw nothing. */
const STEP = 4;
/** Of the window's height a list has about this much, until it is measured. */
const LIKELY_SHARE = 0.6;

function useWindow(frame: { readonly current: HTMLElement | null }, rowHeight: number, rows: number) {
  const [sight, setSight] = useState(() => ({ top: 0, height: LIKELY_SHARE * window.innerHeight, rem: 16 }));
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let seen = { top: 0, height: Number.NaN, rem: 16 };
    const look = (scrolled: boolean) => {
      const rem = scrolled ? seen.rem : Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const step = STEP * Math.round(rowHeight * rem);
      const now = { top: step * Math.floor(element.scrollTop / step), height: element.clientHeight, rem };
      if (now.top === seen.top && now.height === seen.height && now.rem === seen.rem) return;
      seen = now;
      // In the frame that scrolls: a row that is drawn after it is a gap.
      if (scrolled) flushSync(() => setSight(now));
      else setSight(now);
    };
    look(false);
    const observer = new ResizeObserver(() => look(false));
    observer.observe(element);
    const scroll = () => look(true);
    element.addEventListener("scroll", scroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", scroll);
    };
  }, [frame, rowHeight]);
  const [beyond, setBeyond] = useState(BEYOND_FIRST);
  useEffect(() => {
    // The rest is drawn when the first picture has been shown.
    const soon = requestAnimationFrame(() => requestAnimationFrame(() => setBeyond(BEYOND)));
    return () => cancelAnimationFrame(soon);
  }, []);
  const height = Math.round(rowHeight * sight.rem);
  const top = Math.floor(sight.top / height) - beyond;
  const count = Math.ceil(sight.height / height) + (beyond === BEYOND_FIRST ? 0 : STEP) + 2 * beyond;
  return { first: Math.max(0, Math.min(top, rows - count)), count, height };
}

/** The row that the keys moved to comes into sight, and its link has the focus. */
function useFocusedRow(frame: { readonly current: HTMLElement | null }, current: number, height: number): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null || current < 0) return;
    const head = element.querySelector("thead")?.clientHeight ?? 0;
    const top = current * height;
    if (top < element.scrollTop) element.scrollTop = top;
    const bottom = top + height + head - element.clientHeight;
    if (bottom > element.scrollTop) element.scrollTop = bottom;
    const find = () => element.querySelector<HTMLElement>(`[data-row="${String(current)}"]`);
    const focus = () => {
      const row = find();
      if (row !== null && !row.contains(document.activeElement)) row.querySelector<HTMLElement>("a")?.focus();
    };
    if (find() !== null) return focus();
    // It is drawn after the frame has scrolled to it.
    const soon = requestAnimationFrame(() => requestAnimationFrame(focus));
    return () => cancelAnimationFrame(soon);
  }, [frame, current, height]);
}
