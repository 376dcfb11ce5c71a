/** Two disagree: both state what they see, then one comes to agree, or a third decides. Both originals stay. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Badge, Notice, Stack } from "../../design/parts.tsx";
import { AFTER_DECISION, type Linkage } from "../../records/use-linkage.ts";
import { ConcludeForm } from "./conclude-forms.tsx";
import { DecisionRefusal } from "./decision-refusal.tsx";
import { readConsultation } from "./find-step.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import styles from "./review.module.css";
import { useOvertaken } from "./use-overtaken.ts";

interface ConsultationPanelProps {
  readonly linkage: Linkage;
  readonly tag: string;
  readonly asked: Schema<"Assignment"> | null;
  readonly onDone: () => void;
  readonly onLooked: () => void;
}

export function ConsultationPanel({ linkage, tag, asked, onDone, onLooked }: ConsultationPanelProps) {
  const { t } = useTranslation("review");
  const self = useSelf();
  const [asking, setAsking] = useState(false);
  const { two, stated, ready } = readConsultation(linkage);
  const isOne = two.includes(self.id);
  if (!isOne && asked === null) return <p>{t("consultation.others")}</p>;
  return (
    <>
      <p>{t(isOne ? "consultation.about" : "consultation.aboutThird")}</p>
      <ul className={styles.checks}>
        {two.map((id) => (
          <li key={id}>
            <Badge tone={stated.has(id) ? "good" : "warn"}>
              {t(stated.has(id) ? "consultation.stated" : "consultation.owes")}
            </Badge>{" "}
            {t(id === self.id ? "you" : "consultation.other")}
          </li>
        ))}
      </ul>
      {ready || stated.has(self.id) ? null : <StatementForm linkage={linkage} />}
      {ready ? (
        <ConcludeForm {...{ linkage, tag, onDone, onLooked }} legend={t("consultation.legend")} />
      ) : (
        <p className={styles.soft}>{t("consultation.before")}</p>
      )}
      {linkage.thirdAsked ? <Notice live>{t("consultation.thirdAsked")}</Notice> : null}
      {isOne && !linkage.thirdAsked ? (
        <>
          <Button onClick={() => setAsking(true)}>{t("consultation.askThird")}</Button>
          <ReasonDialog
            draftKey={`${linkage.id}.third`}
            title={t("consultation.askThird")}
            about={t("consultation.askThirdAbout")}
            label={t("consultation.askThirdReason")}
            submit={t("consultation.askThird")}
            open={asking}
            onClose={() => setAsking(false)}
            onDone={() => setAsking(false)}
            send={(reason, key) =>
              ask(
                api.POST("/v1/linkages/{linkageId}/consultation/third", {
                  params: { path: { linkageId: linkage.id }, header: { "Idempotency-Key": key } },
                  body: { reason },
                }),
              )
            }
          />
        </>
      ) : null}
    </>
  );
}

function StatementForm({ linkage }: { readonly linkage: Linkage }) {
  const { t } = useTranslation("review");
  const [statement, setStatement, forget] = useDraft(`review.${linkage.id}.statement`, "");
  const act = useAct(
    (body: { statement: string }, key) =>
      ask(
        api.POST("/v1/linkages/{linkageId}/consultation/statements", {
          params: { path: { linkageId: linkage.id }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    { refresh: AFTER_DECISION, onDone: forget },
  );
  const refusal = act.error ? toRefusal(act.error) : null;
  useOvertaken(refusal);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ statement });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={3}>
        <TextArea
          label={t("consultation.statement")}
          hint={t("consultation.statementHint")}
          required
          rows={4}
          value={statement}
          error={refusal?.of("statement")}
          onChange={(event) => setStatement(event.target.value)}
        />
        {refusal === null ? null : <DecisionRefusal refusal={refusal} />}
        <Button type="submit" look="primary" busy={act.isPending} disabled={statement.trim() === ""}>
          {t("consultation.record")}
        </Button>
      </Stack>
    </form>
  );
}
