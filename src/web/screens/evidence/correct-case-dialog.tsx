/** Corrects a case on the version that was read. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { useChanges } from "../../app/use-changes.ts";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ButtonRow, Stack } from "../../design/parts.tsx";
import { caseKey } from "../../records/use-records.ts";
import { draftOfCase, toCaseChanges } from "./case-draft.ts";
import { CaseFields } from "./case-fields.tsx";
import { ChangeRefused } from "./changed-meanwhile.tsx";

interface CorrectCaseProps {
  readonly found: Schema<"Case">;
  readonly tag: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Reads the case anew. */
  readonly onTakeUp: () => void;
}

export function CorrectCaseDialog({ found, tag, open, onClose, onTakeUp }: CorrectCaseProps) {
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
    <Dialog title={t("correctCase")} open={open} onClose={onClose} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          correct.mutate(undefined);
        }}
      >
        <Stack>
          <CaseFields draft={draft} onChange={setDraft} refusal={correct.error ? toRefusal(correct.error) : null} />
          {correct.error ? <ChangeRefused error={correct.error} onTakeUp={takeUp} /> : null}
          <ButtonRow>
            <Button type="submit" look="primary" disabled={changed.length === 0} busy={correct.isPending}>
              {t("save")}
            </Button>
            <Button onClick={onClose}>{t("cancel")}</Button>
          </ButtonRow>
        </Stack>
      </form>
    </Dialog>
  );
}
