/** What pages are put together from: heads, panels, notices, badges, tables, what is empty or still comes. */
import type { ComponentProps, ReactNode } from "react";
import styles from "./parts.module.css";

/** The head of a page: its one h1, a line about it, and what can be done. */
export function PageHead({ title, about, actions }: { title: ReactNode; about?: ReactNode; actions?: ReactNode }) {
  return (
    <header className={styles.pageHead}>
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {about ? <p className={styles.about}>{about}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}

interface PanelProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Without padding, for a table or a picture to the edge. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, actions, flush = false, children }: PanelProps) {
  return (
    <section className={styles.panel}>
      {title ? (
        <header className={styles.panelHead}>
          <h2>{title}</h2>
          {actions}
        </header>
      ) : null}
      <div className={flush ? styles.flush : styles.panelBody}>{children}</div>
    </section>
  );
}

export type Tone = "neutral" | "accent" | "good" | "warn" | "urgent" | "note";

/** The sign in front says the same as the colour. */
const SIGNS: Readonly<Record<Tone, string>> = { neutral: "", accent: "", good: "✓", warn: "!", urgent: "⚠", note: "i" };

export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      {SIGNS[tone] ? <span aria-hidden="true">{SIGNS[tone]}</span> : null}
      {children}
    </span>
  );
}

/** `live`: read out when it appears. */
export function Notice({
  tone = "note",
  title,
  live = false,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  live?: boolean;
  children?: ReactNode;
}) {
  return (
    <div
      className={`${styles.notice} ${styles[tone]}`}
      role={live ? (tone === "urgent" ? "alert" : "status") : undefined}
    >
      <span className={styles.sign} aria-hidden="true">
        {SIGNS[tone] || "i"}
      </span>
      <div>
        {title ? <strong>{title}</strong> : null}
        {children ? <div>{children}</div> : null}
      </div>
    </div>
  );
}

/** What stands where there is nothing, and what to do about it. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children ? <div>{children}</div> : null}
    </div>
  );
}

/** Grey lines where text will stand; `label` is read out. */
export function Waiting({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <div className={styles.waiting} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, i) => (
        <span key={`line-${String(i)}`} style={{ inlineSize: `${92 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** A dense table that scrolls within itself, by keyboard too. */
export function DataTable({ caption, children, ...rest }: { caption: string } & ComponentProps<"table">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={styles.tableFrame} tabIndex={0} aria-label={caption}>
      <table {...rest} className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

/** Terms and what they are, in two columns. */
export function Facts({ items }: { items: readonly (readonly [term: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {items.map(([term, value], i) => (
        <div key={`fact-${String(i)}`}>
          <dt>{term}</dt>
          <dd>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Stack({ gap = 4, children }: { gap?: 2 | 3 | 4 | 5; children: ReactNode }) {
  return (
    <div className={styles.stack} style={{ gap: `var(--space-${String(gap)})` }}>
      {children}
    </div>
  );
}

/** Fields beside each other as long as there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.fieldRow}>{children}</div>;
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

/** A share between 0 and 1 that grows. */
export function Progress({ value, label }: { value: number; label: string }) {
  return (
    <progress className={styles.progress} max={1} value={value} aria-label={label}>
      {Math.round(value * 100)} %
    </progress>
  );
}

export function Key({ children }: { children: ReactNode }) {
  return <kbd className={styles.key}>{children}</kbd>;
}
