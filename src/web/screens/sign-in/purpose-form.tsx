/** For what somebody works, and on which case: asked once a session, and recorded with every read of another state's evidence. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import type { operations } from "../../api/schema.d.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useSelf } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { Button, SelectField, TextField } from "../../design/controls.tsx";
import { Stack } from "../../design/parts.tsx";

type Body = operations["stateWorkPurpose"]["requestBody"]["content"]["application/json"];
type Purpose = Body["purpose"];
type Reason = NonNullable<Body["noCaseReason"]>;

const PURPOSES: readonly Purpose[] = [
  "examination",
  "verification",
  "investigation",
  "prosecution",
  "intelligence",
  "quality_audit",
  "oversight",
];
const REASONS: readonly Reason[] = [
  "queue_review",
  "verification_for_others",
  "case_not_entered",
  "quality_audit",
  "oversight",
];

export function PurposeForm({ onStated }: { readonly onStated: () => void }) {
  const { t } = useTranslation(["signIn", "shell"]);
  const { roles } = useSelf();
  const [purpose, setPurpose] = useState<Purpose>(
    roles.includes("investigator") ? "investigation" : roles.includes("auditor") ? "quality_audit" : "examination",
  );
  const [caseNumber, setCaseNumber] = useState("");
  const [reason, setReason] = useState<Reason>("queue_review");
  // A sign-in that ends meanwhile takes this dialog's place.
  const [statement, setStatement, forgetStatement] = useDraft("purpose", "");
  const state = useAct(
    () => {
      const about = caseNumber.trim() === "" ? { noCaseReason: reason } : { caseNumber: caseNumber.trim() };
      return ask(api.POST("/v1/me/work-purpose", { body: { purpose, statement, ...about } }));
    },
    {
      onDone: () => {
        forgetStatement();
        onStated();
      },
    },
  );
  const refusal = state.error ? toRefusal(state.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    state.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t("purposeWhy")}</p>
        <SelectField
          label={t("purpose")}
          value={purpose}
          choices={PURPOSES.map((value) => ({ value, label: t(`shell:purposes.${value}`) }))}
          onChange={(event) => setPurpose(event.target.value as Purpose)}
        />
        <TextField
          label={t("caseNumber")}
          hint={t("caseNumberHint")}
          value={caseNumber}
          maxLength={120}
          error={refusal?.of("caseNumber")}
          onChange={(event) => setCaseNumber(event.target.value)}
        />
        {caseNumber.trim() === "" ? (
          <SelectField
            label={t("noCase")}
            value={reason}
            choices={REASONS.map((value) => ({ value, label: t(`noCaseReasons.${value}`) }))}
            error={refusal?.of("noCaseReason")}
            onChange={(event) => setReason(event.target.value as Reason)}
          />
        ) : null}
        <TextField
          label={t("statement")}
          hint={t("statementHint")}
          required
          value={statement}
          error={refusal?.of("statement")}
          onChange={(event) => setStatement(event.target.value)}
        />
        {state.error ? <RefusalNotice error={state.error} /> : null}
        <Button type="submit" look="primary" busy={state.isPending}>
          {t("goOn")}
        </Button>
      </Stack>
    </form>
  );
}
