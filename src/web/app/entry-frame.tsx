/** The frame of pages before the sign-in: what this is, the one thing to do, language and theme. */
import type { ReactNode } from "react";
import styles from "./entry-frame.module.css";
import { Preferences } from "./preferences.tsx";

interface EntryFrameProps {
  readonly title: string;
  readonly about: string;
  /** For what takes more than a few fields. */
  readonly wide?: boolean;
  /** Beside language and theme. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function EntryFrame({ title, about, wide = false, foot, children }: EntryFrameProps) {
  return (
    <div className={styles.page} data-wide={wide}>
      <main className={styles.card}>
        <header className={styles.head}>
          <img src="/icon.svg" alt="" width="40" height="40" />
          <div>
            <h1>{title}</h1>
            <p>{about}</p>
          </div>
        </header>
        {children}
        <footer className={styles.foot}>
          {foot ?? <span />}
          <Preferences />
        </footer>
      </main>
    </div>
  );
}
