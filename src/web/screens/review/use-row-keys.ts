/** j and k move through the rows of a list; the focus is on the row's link, so that Enter opens it as a click does. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../../app/use-shortcuts.ts";

export function useRowKeys(count: number): { readonly current: number; readonly setCurrent: (index: number) => void } {
  const { t } = useTranslation("review");
  const [current, setCurrent] = useState(-1);
  const move = (step: number) => setCurrent(Math.max(0, Math.min(count - 1, current + step)));
  useShortcuts([
    { key: "j", does: t("keys.down"), act: () => move(1) },
    { key: "k", does: t("keys.up"), act: () => move(-1) },
  ]);
  return { current: current < count ? current : -1, setCurrent };
}
