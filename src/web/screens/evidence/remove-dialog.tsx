/** Takes a case or an exhibit out of the network, with what follows from it said before. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import type { operations } from "../../api/schema.d.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { SelectField, TextArea } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";

type Body = operations["removeCase"]["requestBody"]["content"]["application/json"];

const REASONS: readonly Body["reasonCode"][] = [
  "entered_in_error",
  "duplicate",
  "court_order",
  "expunged",
  "not_evidence",
  "licence_ended",
  "other",
];

interface RemoveProps {
  readonly of: { readonly caseId: string } | { readonly exhibitId: string };
  readonly title: string;
  readonly onClose: () => void;
}

export function RemoveDialog({ of, title, onClose }: RemoveProps) {
  const { t } = useTranslation("evidence");
  const id = "caseId" in of ? of.caseId : of.exhibitId;
  const [draft, setDraft, forget] = useDraft<Body>(`removal.${id}`, { reasonCode: "entered_in_error", reason: "" });
  const remove = useAct(
    (body: Body, key) => {
      const header = { "Idempotency-Key": key };
      return "caseId" in of
        ? ask(api.POST("/v1/cases/{caseId}/removal", { params: { path: of, header }, body }))
        : ask(api.POST("/v1/exhibits/{exhibitId}/removal", { params: { path: of, header }, body }));
    },
    {
      refresh: [["cases"], ["exhibits"], ["removals"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title={title}
      open
      onClose={onClose}
      go={t("removeGo")}
      look="danger"
      busy={remove.isPending}
      onSend={() => remove.mutate(draft)}
      error={remove.error}
    >
      <Notice tone="urgent" title={t("removeWarning")}>
        {t("removeUndo")}
      </Notice>
      <SelectField
        label={t("removeReason")}
        value={draft.reasonCode}
        choices={REASONS.map((value) => ({ value, label: t(`removeReasons.${value}`) }))}
        onChange={(event) => setDraft({ ...draft, reasonCode: event.target.value as Body["reasonCode"] })}
      />
      <TextArea
        label={t("removeWords")}
        hint={t("removeWordsHint")}
        required
        value={draft.reason}
        error={remove.error ? toRefusal(remove.error).of("reason") : undefined}
        onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
      />
    </FormDialog>
  );
}
