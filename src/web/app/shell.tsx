/** The frame of every page behind the sign-in: rooms on the left, who and why above, the page in the middle. */
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { api, ask } from "../api/client.ts";
import { Button } from "../design/controls.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Key, Waiting } from "../design/parts.tsx";
import { GateDialogs } from "./gate-dialogs.tsx";
import { itemsFor, roomOf } from "./navigation.ts";
import { Preferences } from "./preferences.tsx";
import { useAct, useAsked } from "./queries.ts";
import { useSelf } from "./session.tsx";
import styles from "./shell.module.css";
import { useArrivals } from "./use-arrivals.ts";
import { forgetDrafts } from "./use-draft.ts";
import { useListedShortcuts, useShortcuts } from "./use-shortcuts.ts";
import { useTerms } from "./use-words.ts";

const GROUPS = ["work", "answers", "region", "oversight"] as const;

export function Shell() {
  const { t } = useTranslation("shell");
  const self = useSelf();
  const items = itemsFor(self.roles);
  const [railOpen, setRailOpen] = useState(false);
  const { pathname } = useLocation();
  const here = roomOf(pathname);
  useFocusOnArrival(pathname);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the rail of a narrow window.
  useEffect(() => setRailOpen(false), [pathname]);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#page">
        {t("skip")}
      </a>
      <header className={styles.bar}>
        <Button
          look="quiet"
          className={styles.railButton}
          aria-expanded={railOpen}
          aria-controls="rail"
          onClick={() => setRailOpen(!railOpen)}
        >
          <span aria-hidden="true">☰</span>
          <span className="visually-hidden">{t("roomsLabel")}</span>
        </Button>
        <NavLink to="/" className={styles.name}>
          <img src="/icon.svg" alt="" width="24" height="24" />
          {t("name")}
        </NavLink>
        {self.mustEnrol ? <span /> : <Purpose />}
        <div className={styles.tools}>
          <ShortcutList />
          {self.mustEnrol ? null : <Bell />}
          <Preferences />
          <Person />
        </div>
      </header>
      <nav
        id="rail"
        className={railOpen ? `${styles.rail} ${styles.railOpen}` : styles.rail}
        aria-label={t("roomsLabel")}
      >
        {GROUPS.map((group) => {
          const rooms = items.filter((item) => item.group === group);
          if (rooms.length === 0) return null;
          return (
            <div key={group}>
              <h2 className={styles.group}>{t(`groups.${group}`)}</h2>
              <ul>
                {rooms.map(({ to, name }) => (
                  <li key={to}>
                    <Link to={to} className={styles.item} aria-current={to === here ? "page" : undefined}>
                      {t(`rooms.${name}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
      <main id="page" className={styles.page}>
        <Suspense fallback={<Waiting label={t("loading")} lines={6} />}>
          <Outlet />
        </Suspense>
      </main>
      <GateDialogs />
    </div>
  );
}

/** A reader of the screen hears the new page's heading; the focus is where the page begins. */
function useFocusOnArrival(pathname: string): void {
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new address moves the focus.
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    const page = document.querySelector<HTMLElement>("#page");
    return page === null ? undefined : focusHeading(page);
  }, [pathname]);
}

/** As soon as it has come, unless the focus has gone elsewhere meanwhile; gives what ends the waiting. */
function focusHeading(page: HTMLElement): (() => void) | undefined {
  const heading = page.querySelector<HTMLElement>("h1");
  if (heading !== null) {
    heading.focus();
    return;
  }
  const before = document.activeElement;
  const observer = new MutationObserver(() => {
    const come = page.querySelector<HTMLElement>("h1");
    if (come === null) return;
    observer.disconnect();
    const { activeElement } = document;
    if (activeElement === before || activeElement === document.body) come.focus();
  });
  observer.observe(page, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** For what this session works: it stands beside every read in the audit trail, so it stays in sight. */
function Purpose() {
  const { t } = useTranslation("shell");
  const purpose = useAsked(["work-purpose"], () => ask(api.GET("/v1/me/work-purpose")));
  const stated = purpose.data?.workPurpose;
  if (!stated) return <span />;
  return (
    <span className={styles.purpose}>
      {stated.caseNumber === null ? (
        t(`purposes.${stated.purpose}`)
      ) : (
        <>
          {t("purpose.is", { purpose: t(`purposes.${stated.purpose}`) })} <strong>{stated.caseNumber}</strong>
        </>
      )}
    </span>
  );
}

function Bell() {
  const { t } = useTranslation("shell");
  const count = useArrivals();
  return (
    <NavLink to="/notifications" className={styles.bell}>
      <svg className={styles.bellShape} viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 2.5a5 5 0 0 0-5 5c0 4-1.6 5.6-2 6.5h14c-.4-.9-2-2.5-2-6.5a5 5 0 0 0-5-5Z" />
        <path d="M8 16.5a2 2 0 0 0 4 0" />
      </svg>
      <span className="visually-hidden">{t("notifications", { count })}</span>
      {count > 0 ? (
        <span className={styles.count} aria-hidden="true">
          {count > 99 ? "99+" : count}
        </span>
      ) : null}
    </NavLink>
  );
}

function Person() {
  const { t } = useTranslation("shell");
  const terms = useTerms();
  const self = useSelf();
  const signOut = useAct(() => ask(api.DELETE("/v1/sessions/current")), {
    onDone: () => {
      forgetDrafts();
      // A new document: nothing of what was shown stays in memory.
      window.location.assign("/sign-in");
    },
  });
  return (
    <div className={styles.person}>
      <NavLink to="/account" className={styles.who}>
        <span>{self.name ?? self.email}</span>
        <small>{self.state === null ? t("region") : terms.states[self.state]}</small>
      </NavLink>
      <Button look="quiet" busy={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
        {t("signOut")}
      </Button>
    </div>
  );
}

function ShortcutList() {
  const { t } = useTranslation("shell");
  const [open, setOpen] = useState(false);
  const shortcuts = useListedShortcuts();
  useShortcuts([{ key: "?", does: t("shortcuts.list"), act: () => setOpen(true) }]);
  return (
    <>
      <Button look="quiet" aria-label={t("shortcuts.title")} onClick={() => setOpen(true)}>
        <Key>?</Key>
      </Button>
      <Dialog title={t("shortcuts.title")} open={open} onClose={() => setOpen(false)}>
        <dl className={styles.shortcuts}>
          {shortcuts.map(({ key, does }) => (
            <div key={`${key}/${does}`}>
              <dt>
                <Key>{KEY_SIGNS[key] ?? key}</Key>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}

const KEY_SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  " ": "␣",
};
