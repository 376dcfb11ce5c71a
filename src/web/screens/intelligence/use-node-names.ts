/** What a node is called: its number where the reader may know it, otherwise what it is. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useTerms } from "../../app/use-words.ts";

export function useNodeNames() {
  const { t } = useTranslation("intelligence");
  const terms = useTerms();
  return (node: Schema<"ChartNode"> | undefined): string => {
    if (node === undefined) return t("hidden");
    const kind = node.exhibitType === null ? t(`legend.${node.kind}`) : terms.exhibitTypes[node.exhibitType];
    return [node.number ?? kind, terms.states[node.state]].join(", ");
  };
}
