/** The review from images, and the conclusion at the comparison microscope. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import type { Linkage } from "../../records/use-linkage.ts";
import { useConclusionChoices, useReviewChoices } from "./conclusion-choices.ts";
import { DecisionForm } from "./decision-form.tsx";

interface FormProps {
  readonly linkage: Linkage;
  readonly tag: string;
  readonly onDone: () => void;
  /** The person has looked at what somebody else recorded meanwhile. */
  readonly onLooked: () => void;
}

export function ReviewForm({ linkage, tag, onDone, onLooked }: FormProps) {
  const { t } = useTranslation("review");
  return (
    <DecisionForm
      draftKey={`${linkage.id}.review`}
      legend={t("reviewLegend")}
      choices={useReviewChoices()}
      submit={t("recordReview")}
      tag={tag}
      onDone={onDone}
      onLooked={onLooked}
      send={({ choice, reasons, tag: seen }, key) =>
        ask(
          api.POST("/v1/linkages/{linkageId}/reviews", {
            params: { path: { linkageId: linkage.id }, header: { "If-Match": seen, "Idempotency-Key": key } },
            body: { decision: choice, reasons },
          }),
        )
      }
    />
  );
}

export function ConcludeForm({ linkage, tag, onDone, onLooked, legend }: FormProps & { readonly legend?: string }) {
  const { t } = useTranslation("review");
  return (
    <DecisionForm
      draftKey={`${linkage.id}.conclusion`}
      legend={legend ?? t("concludeLegend")}
      choices={useConclusionChoices()}
      asksBasis
      submit={t("recordConclusion")}
      tag={tag}
      onDone={onDone}
      onLooked={onLooked}
      send={({ choice, basis, reasons, tag: seen }, key) =>
        ask(
          api.POST("/v1/linkages/{linkageId}/conclusions", {
            params: { path: { linkageId: linkage.id }, header: { "If-Match": seen, "Idempotency-Key": key } },
            body: { conclusion: choice, basis, reasons },
          }),
        )
      }
    />
  );
}
