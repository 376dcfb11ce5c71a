/** The parts of a room, each with an address of its own. */
import { NavLink } from "react-router";
import styles from "./tabs.module.css";

interface Tab {
  readonly to: string;
  readonly name: string;
  /** How much waits there. */
  readonly count?: number | undefined;
}

export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  // One part alone needs no way to it.
  if (tabs.length < 2) return null;
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ to, name, count }) => (
        <NavLink key={to} to={to} end className={styles.tab}>
          {name}
          {count ? <span className={styles.count}>{count}</span> : null}
        </NavLink>
      ))}
    </nav>
  );
}
