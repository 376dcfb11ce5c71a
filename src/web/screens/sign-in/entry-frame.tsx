/** The frame of pages before the sign-in: what this is, the one thing to do, language and theme. */
import type { ReactNode } from "react";
import { Preferences } from "../../app/preferences.tsx";
import styles from "./sign-in-page.module.css";

interface EntryFrameProps {
  readonly title: string;
  readonly about: string;
  /** Beside language and theme. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function EntryFrame({ title, about, foot, children }: EntryFrameProps) {
  return (
    <div className={styles.page}>
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
