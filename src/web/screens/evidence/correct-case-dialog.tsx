/** Corrects a case on the version that was read. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useChanges } from "../../app/use-changes.ts";
import { caseKey } from "../../records/use-records.ts";
import { draftOfCase, toCaseChanges } from "./case-draft.ts";
import { CaseFields } from "./case-fields.tsx";
import { ChangeRefused } from "./changed-meanwhile.tsx";

interface CorrectCaseProps {
  readonly found: Schema<"Case">;
  readonly tag: string;
  readonly onClose: () => void;
  /** Reads the case anew. */
  readonly onTakeUp: () => void;
}

export function CorrectCaseDialog({ found, tag, onClose, onTakeUp }: CorrectCaseProps) {
  const { t } = useTranslation("evidence");
  const { draft, changed, setDraft, forget } = useChanges(`case.${found.id}`, draftOfCase(found));
  const correct = useAct(
    () => {
      const params = { path: { caseId: found.id }, header: { "If-Match": tag } };
      return ask(api.PATCH("/v1/cases/{caseId}", { params, body: toCaseChanges(draft, changed) }));
    },
    {
      refresh: [caseKey(found.id), ["cases"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const takeUp = () => {
    correct.reset();
    onTakeUp();
  };
  return (
    <FormDialog
      title={t("correctCase")}
      open
      wide
      onClose={onClose}
      go={t("save")}
      busy={correct.isPending}
      incomplete={changed.length === 0}
      onSend={() => correct.mutate(undefined)}
    >
      <CaseFields draft={draft} onChange={setDraft} refusal={correct.error ? toRefusal(correct.error) : null} />
      {correct.error ? <ChangeRefused error={correct.error} onTakeUp={takeUp} /> : null}
    </FormDialog>
  );
}
