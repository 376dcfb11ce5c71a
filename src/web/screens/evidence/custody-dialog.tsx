/** Records a step of the chain of custody, or the record that puts an earlier one right. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { useTerms } from "../../app/use-words.ts";
import { SelectField, TextArea, TextField } from "../../design/controls.tsx";
import { FieldRow } from "../../design/parts.tsx";
import { fromField, toField } from "./moments.ts";

type Step = Schema<"CustodyRecord">;

interface CustodyDialogProps {
  readonly exhibitId: string;
  readonly corrects: Step | null;
  /** The step before: who holds it now, where, under which seal. */
  readonly last: Step | null;
  readonly onClose: () => void;
}

const text = (value: string | null | undefined) => value ?? "";
const orNull = (value: string) => (value.trim() === "" ? null : value.trim());

function startFrom({ corrects, last }: Pick<CustodyDialogProps, "corrects" | "last">) {
  if (corrects !== null) {
    const { fromHolder, toHolder, sealNumber, note, occurredAt, event, place, sealState, purpose } = corrects;
    const texts = {
      fromHolder: text(fromHolder),
      toHolder: text(toHolder),
      sealNumber: text(sealNumber),
      note: text(note),
    };
    return { ...texts, event, place, sealState, purpose, occurredAt: toField(occurredAt), correctionReason: "" };
  }
  return {
    event: (last === null ? "received" : "moved") as Step["event"],
    occurredAt: toField(new Date().toISOString()),
    fromHolder: text(last?.toHolder),
    toHolder: "",
    place: text(last?.place),
    sealNumber: text(last?.sealNumber),
    sealState: last?.sealState ?? ("intact" as Step["sealState"]),
    purpose: "",
    note: "",
    correctionReason: "",
  };
}

export function CustodyDialog({ exhibitId, corrects, last, onClose }: CustodyDialogProps) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const name = `custody.${exhibitId}.${corrects?.id ?? last?.id ?? ""}`;
  const [draft, setDraft, forget] = useDraft(name, startFrom({ corrects, last }));
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const record = useAct(
    ({ event, place, sealState, purpose, ...typed }: typeof draft, key) => {
      const body = {
        ...{ event, place, sealState, purpose },
        occurredAt: fromField(typed.occurredAt) ?? "",
        fromHolder: orNull(typed.fromHolder),
        toHolder: orNull(typed.toHolder),
        sealNumber: orNull(typed.sealNumber),
        note: orNull(typed.note),
        ...(corrects === null ? {} : { corrects: corrects.id, correctionReason: typed.correctionReason }),
      };
      const params = { path: { exhibitId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/exhibits/{exhibitId}/custody", { params, body }));
    },
    {
      refresh: [["exhibits", "custody", exhibitId], ["exhibits", "times", exhibitId], ["acquisition-queue"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refusal = record.error ? toRefusal(record.error) : null;
  const field = (of: "fromHolder" | "toHolder" | "place" | "sealNumber" | "purpose") => ({
    value: draft[of],
    maxLength: 200,
    error: refusal?.of(of),
    onChange: (event: { target: { value: string } }) => set({ [of]: event.target.value }),
  });
  const choices = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <FormDialog
      title={corrects === null ? t("recordStep") : t("correctStep")}
      open
      wide
      onClose={onClose}
      go={t("save")}
      busy={record.isPending}
      onSend={() => record.mutate(draft)}
      error={record.error}
    >
      <FieldRow>
        <SelectField
          label={t("step")}
          value={draft.event}
          error={refusal?.of("event")}
          choices={choices(terms.custodyEvents)}
          onChange={(event) => set({ event: event.target.value as Step["event"] })}
        />
        <TextField
          label={t("when")}
          type="datetime-local"
          required
          value={draft.occurredAt}
          error={refusal?.of("occurredAt")}
          onChange={(event) => set({ occurredAt: event.target.value })}
        />
        <TextField label={t("place")} required {...field("place")} />
      </FieldRow>
      <FieldRow>
        <TextField label={t("from")} hint={t("holderHint")} {...field("fromHolder")} />
        <TextField label={t("to")} hint={t("holderHint")} {...field("toHolder")} />
      </FieldRow>
      <FieldRow>
        <TextField label={t("sealNumber")} {...field("sealNumber")} />
        <SelectField
          label={t("sealState")}
          value={draft.sealState}
          error={refusal?.of("sealState")}
          choices={choices(terms.sealStates)}
          onChange={(event) => set({ sealState: event.target.value as Step["sealState"] })}
        />
        <TextField label={t("stepPurpose")} required {...field("purpose")} />
      </FieldRow>
      <TextArea
        label={t("note")}
        hint={t("commentHint")}
        rows={2}
        value={draft.note}
        error={refusal?.of("note")}
        onChange={(event) => set({ note: event.target.value })}
      />
      {corrects === null ? null : (
        <TextArea
          label={t("correctionReason")}
          rows={2}
          required
          value={draft.correctionReason}
          error={refusal?.of("correctionReason")}
          onChange={(event) => set({ correctionReason: event.target.value })}
        />
      )}
    </FormDialog>
  );
}
