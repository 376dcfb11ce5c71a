/** The AFTE range and the decisions from images, in the order of their numbers. */
import { useTranslation } from "react-i18next";
import { useTerms } from "../../app/use-words.ts";

const CONCLUSIONS = [
  "identification",
  "inconclusive_a",
  "inconclusive_b",
  "inconclusive_c",
  "elimination",
  "unsuitable",
] as const;
const REVIEWS = ["lead", ...CONCLUSIONS.slice(1)] as const;

export function useConclusionChoices() {
  const { t } = useTranslation("review");
  const terms = useTerms();
  return CONCLUSIONS.map((value) => ({ value, label: terms.conclusions[value], hint: t(`afte.${value}`) }));
}

export type ReviewDecision = "lead" | Exclude<(typeof CONCLUSIONS)[number], "identification">;

export function useReviewChoices() {
  const { t } = useTranslation("review");
  const labels = useReviewLabel();
  return (REVIEWS as readonly ReviewDecision[]).map((value) => ({
    value,
    label: labels(value),
    hint: value === "lead" ? t("leadHint") : t(`afte.${value}`),
  }));
}

export function useReviewLabel() {
  const { t } = useTranslation("review");
  const terms = useTerms();
  return (decision: ReviewDecision) => (decision === "lead" ? t("lead") : terms.conclusions[decision]);
}
