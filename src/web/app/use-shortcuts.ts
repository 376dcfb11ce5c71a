/** Keys that act on a page. They rest while somebody types or a dialog is open, and are listed by `?`. */
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Shortcut {
  /** As `KeyboardEvent.key` says it, e.g. "j", "ArrowLeft", "?". */
  readonly key: string;
  /** What it does, in the reader's language. */
  readonly does: string;
  readonly act: () => void;
  /** Only while the focus lies in this part of the page; for keys that move the page or a control elsewhere. */
  readonly within?: () => Element | null;
}

const pages = new Map<symbol, readonly Shortcut[]>();
const listeners = new Set<() => void>();
let listed: readonly Shortcut[] = [];

function publish(): void {
  listed = [...pages.values()].flat();
  for (const listener of listeners) listener();
}

/** All that act now, the innermost page's last. */
export function useListedShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
  );
}

export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const names = shortcuts.map(({ key, does }) => `${key} ${does}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: published anew when keys or words change, not at each render.
  useEffect(() => {
    const page = Symbol();
    pages.set(page, latest.current);
    publish();
    return () => {
      pages.delete(page);
      publish();
    };
  }, [names]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]") !== null) return;
      const found = latest.current.find(({ key, within }) => key === event.key && liesIn(event.target, within));
      if (found === undefined || (found.within === undefined && isTakenWithin(event))) return;
      event.preventDefault();
      found.act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** Where the focus lies a part of the page has that key for itself: no other part acts on it, whichever came first. */
function isTakenWithin({ key, target }: KeyboardEvent): boolean {
  return listed.some((each) => each.key === key && each.within !== undefined && liesIn(target, each.within));
}

function liesIn(target: EventTarget | null, within: Shortcut["within"]): boolean {
  return within === undefined || (target instanceof Node && within()?.contains(target) === true);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "button", "range"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}
