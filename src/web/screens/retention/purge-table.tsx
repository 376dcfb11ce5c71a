import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { useSelf } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Badge, ButtonRow, DataTable, Notice, type Tone } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";

type Purge = Schema<"Purge">;
type Decision = "confirmed" | "refused";

const TONES: Readonly<Record<Purge["state"], Tone>> = {
  reviewed: "warn",
  confirmed: "note",
  refused: "neutral",
  purged: "neutral",
  stopped: "urgent",
};

export function PurgeTable({ items, manages }: { readonly items: readonly Purge[]; readonly manages: boolean }) {
  const { t } = useTranslation("retention");
  const { moment } = useFormats();
  const [deciding, setDeciding] = useState<{ purge: Purge; decision: Decision } | null>(null);
  return (
    <>
      <DataTable caption={t("purge.title")}>
        <thead>
          <tr>
            <th scope="col">{t("case")}</th>
            <th scope="col">{t("purge.what")}</th>
            <th scope="col">{t("because")}</th>
            <th scope="col">{t("purge.why")}</th>
            <th scope="col">{t("purge.proposed")}</th>
            <th scope="col">{t("standing")}</th>
            {manages ? <th scope="col">{t("actions")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {items.map((purge) => (
            <tr key={purge.id}>
              <th scope="row">
                <CaseLink caseId={purge.caseId} ownerState={purge.ownerState} />
              </th>
              <td>{t(purge.exhibitId === null ? "purge.wholeCase" : "purge.oneExhibit")}</td>
              <td>{t(`bases.${purge.basis}`)}</td>
              <td>
                {purge.reason}
                {purge.hitsSettled === null ? null : <small> {purge.hitsSettled}</small>}
              </td>
              <td>{moment(purge.reviewedAt)}</td>
              <td>
                <Badge tone={TONES[purge.state]}>{t(`purge.states.${purge.state}`)}</Badge>
              </td>
              {manages ? (
                <td>
                  <Decide purge={purge} onDecide={(decision) => setDeciding({ purge, decision })} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </DataTable>
      {deciding === null ? null : <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

/** The one who proposed it is not the second person. */
function Decide({ purge, onDecide }: { readonly purge: Purge; readonly onDecide: (decision: Decision) => void }) {
  const { t } = useTranslation("retention");
  const self = useSelf();
  if (purge.state !== "reviewed") return "–";
  if (purge.reviewedBy === self.id) return <small>{t("purge.another")}</small>;
  return (
    <ButtonRow>
      <Button look="danger" onClick={() => onDecide("confirmed")}>
        {t("purge.confirm")}
      </Button>
      <Button onClick={() => onDecide("refused")}>{t("purge.refuse")}</Button>
    </ButtonRow>
  );
}

interface DecideDialogProps {
  readonly purge: Purge;
  readonly decision: Decision;
  readonly onClose: () => void;
}

function DecideDialog({ purge, decision, onClose }: DecideDialogProps) {
  const { t } = useTranslation("retention");
  const [reason, setReason, forget] = useDraft(`purge.decision.${purge.id}`, "");
  const path = { purgeId: purge.id };
  return (
    <ConfirmDialog
      open
      look={decision === "confirmed" ? "danger" : "primary"}
      title={t(`purge.titles.${decision}`)}
      go={t(decision === "confirmed" ? "purge.confirm" : "purge.refuse")}
      refresh={[["purges"], ["purges-due"]]}
      onClose={onClose}
      content={[decision, reason]}
      act={async (key) => {
        const header = { "Idempotency-Key": key };
        const body = { decision, reason };
        await ask(api.POST("/v1/purges/{purgeId}/decision", { body, params: { path, header } }));
        forget();
      }}
    >
      {(refusal) => (
        <>
          <Notice tone={decision === "confirmed" ? "urgent" : "note"}>{t(`purge.means.${decision}`)}</Notice>
          <TextArea
            label={t("purge.why")}
            required
            value={reason}
            error={refusal?.of("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
