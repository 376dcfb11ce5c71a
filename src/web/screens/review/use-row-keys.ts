/** j and k move through the rows of a list; the focus is on the row's link, so that Enter opens it as a click does. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../../app/use-shortcuts.ts";

interface RowKeys {
  readonly current: number;
  readonly setCurrent: (index: number) => void;
}

/** `findPlace` says, once the rows stand there as they are now, on which one somebody goes on; -1: on none. */
export function useRowKeys(count: number, ready: boolean, findPlace: () => number = () => -1): RowKeys {
  const { t } = useTranslation("review");
  const [current, setCurrent] = useState(-1);
  const find = useRef(findPlace);
  find.current = findPlace;
  const begun = useRef(false);
  useEffect(() => {
    if (!ready || begun.current) return;
    begun.current = true;
    setCurrent((now) => (now < 0 ? find.current() : now));
  }, [ready]);
  const move = (step: number) => setCurrent(Math.max(0, Math.min(count - 1, current + step)));
  useShortcuts([
    { key: "j", does: t("keys.down"), act: () => move(1) },
    { key: "k", does: t("keys.up"), act: () => move(-1) },
  ]);
  return { current: current < count ? current : -1, setCurrent };
}
