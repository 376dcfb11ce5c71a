/** Accepts or declines the nomination of a case; a later decision names the one that stood. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { RadioGroup, TextArea } from "../../design/controls.tsx";

type Nomination = Schema<"Nomination">;
type Decision = NonNullable<Nomination["decision"]>["decision"];

interface Draft {
  readonly decision: Decision | null;
  readonly reasons: string;
}

const NOTHING: Draft = { decision: null, reasons: "" };

interface DecideNominationProps {
  readonly nomination: Nomination;
  readonly onClose: () => void;
}

export function DecideNomination({ nomination: { caseId, caseNumber, decision }, onClose }: DecideNominationProps) {
  const { t } = useTranslation("ibin");
  const [draft, setDraft, forget] = useDraft(`nomination.${caseId}`, NOTHING);
  const decide = useAct(
    (body: { decision: Decision; reasons: string; replaces: string | null }, key) =>
      ask(
        api.POST("/v1/cases/{caseId}/ibin-decisions", {
          params: { path: { caseId }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    {
      refresh: [["nominations"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refused = decide.error ? toRefusal(decide.error) : null;
  const submit = () => {
    if (draft.decision === null) return;
    decide.mutate({ decision: draft.decision, reasons: draft.reasons, replaces: decision?.id ?? null });
  };
  return (
    <FormDialog
      title={t("decideTitle", { number: caseNumber })}
      open
      onClose={onClose}
      go={t("record")}
      busy={decide.isPending}
      incomplete={draft.decision === null || draft.reasons.trim() === ""}
      onSend={submit}
      error={refused}
    >
      <RadioGroup
        legend={t("decision")}
        name="decision"
        value={draft.decision}
        choices={[
          { value: "accepted", label: t("accept"), hint: t("acceptHint") },
          { value: "declined", label: t("decline"), hint: t("declineHint") },
        ]}
        error={refused?.of("decision")}
        onChoose={(chosen) => setDraft({ ...draft, decision: chosen })}
      />
      <TextArea
        label={t("reasons")}
        hint={t("reasonsHint")}
        required
        value={draft.reasons}
        error={refused?.of("reasons")}
        onChange={(event) => setDraft({ ...draft, reasons: event.target.value })}
      />
    </FormDialog>
  );
}
