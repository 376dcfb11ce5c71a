/** Audited actions in words: what they were done to, and what was done. A code that the pages do not know is shown as it is. */
import { useTranslation } from "react-i18next";

export function useActionWords() {
  const { t, i18n } = useTranslation("audit");
  const word = (group: "targets" | "acts" | "kinds", code: string) =>
    i18n.exists(`audit:${group}.${code}`) ? t(`${group}.${code}` as "targets.case") : code;
  const wordOfAction = (action: string): string => {
    const [target = "", act = ""] = action.split(".");
    return `${word("targets", target)}: ${word("acts", act)}`;
  };
  const wordOfTarget = (kind: string): string => word("targets", kind.replaceAll("-", "_"));
  const wordOfKind = (kind: string): string => word("kinds", kind);
  return { wordOfAction, wordOfTarget, wordOfKind };
}
