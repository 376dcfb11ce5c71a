/** A few numbers that say how things stand, before the table that says it in full. */
import styles from "./tally.module.css";

interface TallyItem {
  readonly label: string;
  readonly value: string;
  /** Worth a look: the colour comes with a sign. */
  readonly alarming?: boolean;
}

/** `flush`: within a panel, which has the frame. */
export function Tally({ items, flush = false }: { readonly items: readonly TallyItem[]; readonly flush?: boolean }) {
  return (
    <dl className={flush ? styles.tally : `${styles.tally} ${styles.framed}`}>
      {items.map(({ label, value, alarming = false }) => (
        <div key={label} data-alarming={alarming}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
