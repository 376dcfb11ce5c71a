/** Two identified, the second blind: the hit links their cases when it is confirmed. */
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { Button } from "../../design/controls.tsx";
import { AFTER_DECISION, type Linkage } from "../../records/use-linkage.ts";
import { DecisionRefusal } from "./decision-refusal.tsx";
import { useOvertaken } from "./use-overtaken.ts";

export function ConfirmHit({ linkage, tag }: { readonly linkage: Linkage; readonly tag: string }) {
  const { t } = useTranslation("review");
  const go = useNavigate();
  // Of the version that is confirmed: on what stands later it is another decision.
  const act = useAct(
    (seen: string, key) =>
      ask(
        api.POST("/v1/linkages/{linkageId}/hit", {
          params: { path: { linkageId: linkage.id }, header: { "If-Match": seen, "Idempotency-Key": key } },
        }),
      ),
    { refresh: AFTER_DECISION, onDone: (hit) => void go(`/hits/${hit.id}`) },
  );
  const refusal = act.error ? toRefusal(act.error) : null;
  useOvertaken(refusal);
  return (
    <>
      <p>{t("stepAbout.confirm")}</p>
      {refusal === null ? null : <DecisionRefusal refusal={refusal} />}
      <Button look="primary" busy={act.isPending} onClick={() => act.mutate(tag)}>
        {t("confirmHit")}
      </Button>
    </>
  );
}
