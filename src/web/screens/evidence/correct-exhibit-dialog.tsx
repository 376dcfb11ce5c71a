/** Corrects an exhibit on the version that was read. Its number and type stay: they stand on its label. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useChanges } from "../../app/use-changes.ts";
import { CheckField, TextArea } from "../../design/controls.tsx";
import { CharacteristicsFields } from "../../records/characteristics-fields.tsx";
import { draftOfExhibit, toExhibitChanges } from "../../records/exhibit-draft.ts";
import { exhibitKey, useExhibitsOf } from "../../records/use-records.ts";
import { CalibreField } from "./calibre-field.tsx";
import { CastFields } from "./cast-fields.tsx";
import { ChangeRefused } from "./changed-meanwhile.tsx";

interface CorrectExhibitProps {
  readonly found: Schema<"Exhibit">;
  readonly tag: string;
  readonly onClose: () => void;
  readonly onTakeUp: () => void;
}

export function CorrectExhibitDialog({ found, tag, onClose, onTakeUp }: CorrectExhibitProps) {
  const { t } = useTranslation("evidence");
  const { draft, changed, setDraft, forget } = useChanges(`exhibit.${found.id}`, draftOfExhibit(found));
  const parents = (useExhibitsOf(found.caseId).data ?? []).filter(({ id }) => id !== found.id);
  const correct = useAct(
    () => {
      const params = { path: { exhibitId: found.id }, header: { "If-Match": tag } };
      return ask(api.PATCH("/v1/exhibits/{exhibitId}", { params, body: toExhibitChanges(draft, changed) }));
    },
    {
      refresh: [exhibitKey(found.id), ["exhibits", "of", found.caseId]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refusal = correct.error ? toRefusal(correct.error) : null;
  const takeUp = () => {
    correct.reset();
    onTakeUp();
  };
  return (
    <FormDialog
      title={t("correctExhibit")}
      open
      wide
      onClose={onClose}
      go={t("save")}
      busy={correct.isPending}
      incomplete={changed.length === 0}
      onSend={() => correct.mutate(undefined)}
    >
      <CalibreField
        value={draft.calibre}
        error={refusal?.of("calibre")}
        onChange={(calibre) => setDraft({ ...draft, calibre })}
      />
      <CharacteristicsFields {...{ draft, refusal }} onChange={setDraft} />
      {found.category === "CAST" ? null : (
        <CheckField
          label={t("isReplica")}
          checked={draft.category === "CAST"}
          onChange={(event) => setDraft({ ...draft, category: event.target.checked ? "CAST" : found.category })}
        />
      )}
      {draft.category === "CAST" && found.category !== "CAST" ? (
        <CastFields {...{ draft, refusal, parents }} onChange={setDraft} />
      ) : null}
      <TextArea
        label={t("comment")}
        hint={t("commentHint")}
        maxLength={4000}
        value={draft.comment}
        error={refusal?.of("comment")}
        onChange={(event) => setDraft({ ...draft, comment: event.target.value })}
      />
      {correct.error ? <ChangeRefused error={correct.error} onTakeUp={takeUp} /> : null}
    </FormDialog>
  );
}
