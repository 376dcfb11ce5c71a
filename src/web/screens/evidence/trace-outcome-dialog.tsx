/** Records what a request to trace came to, or the record that puts the last one right. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { SelectField, TextArea, TextField } from "../../design/controls.tsx";
import { FieldRow } from "../../design/parts.tsx";
import { today } from "./moments.ts";
import { traceKey } from "./use-trace-words.ts";

type Request = Schema<"TraceRequest">;
type Outcome = Schema<"TraceOutcome">["outcome"];

/** A competent authority establishes an origin; the two systems trace. */
const outcomesOf = ({ addressee }: Request): readonly Outcome[] => [
  addressee === "competent authority" ? "established" : "traced",
  "not traced",
  "not traceable",
  "refused",
];
const orNull = (value: string) => (value.trim() === "" ? null : value.trim());

export function TraceOutcomeDialog({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) {
  const { t } = useTranslation("trace");
  const last = request.outcomes.at(-1);
  const choices = outcomesOf(request);
  const [draft, setDraft, forget] = useDraft(`trace.${request.id}.${last?.id ?? ""}`, {
    outcome: last?.outcome ?? ("not traced" as Outcome),
    reference: last?.reference ?? "",
    divertedIn: last?.divertedIn ?? "",
    answeredOn: last?.answeredOn ?? today(),
    note: last?.note ?? "",
    correctionReason: "",
  });
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const known = draft.outcome === "traced" || draft.outcome === "established";
  const record = useAct(
    ({ outcome, answeredOn, ...typed }: typeof draft, key) => {
      const params = { path: { traceRequestId: request.id }, header: { "Idempotency-Key": key } };
      const body = {
        ...{ outcome, answeredOn },
        reference: orNull(typed.reference),
        divertedIn: orNull(typed.divertedIn),
        note: orNull(typed.note),
        ...(last === undefined ? {} : { corrects: last.id, correctionReason: typed.correctionReason }),
      };
      return ask(api.POST("/v1/trace-requests/{traceRequestId}/outcomes", { params, body }));
    },
    {
      refresh: [traceKey(request.exhibitId), ["arms-tables"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refusal = record.error ? toRefusal(record.error) : null;
  const field = (name: "reference" | "divertedIn" | "answeredOn") => ({
    label: t(name),
    value: draft[name],
    error: refusal?.of(name),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <FormDialog
      title={t(last === undefined ? "record" : "correct")}
      open
      onClose={onClose}
      go={t(last === undefined ? "record" : "correct")}
      busy={record.isPending}
      onSend={() => record.mutate(known ? draft : { ...draft, divertedIn: "" })}
      error={record.error}
    >
      <SelectField
        label={t("outcome")}
        value={draft.outcome}
        choices={choices.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        error={refusal?.of("outcome")}
        onChange={(event) => set({ outcome: event.target.value as Outcome })}
      />
      <FieldRow>
        <TextField {...field("answeredOn")} type="date" required />
        <TextField {...field("reference")} maxLength={100} />
      </FieldRow>
      {known ? <TextField {...field("divertedIn")} hint={t("divertedHint")} maxLength={2} pattern="[A-Z]{2}" /> : null}
      <TextArea
        label={t("note")}
        hint={t("noteHint")}
        rows={2}
        maxLength={1000}
        value={draft.note}
        error={refusal?.of("note")}
        onChange={(event) => set({ note: event.target.value })}
      />
      {last === undefined ? null : (
        <TextArea
          label={t("why")}
          rows={2}
          required
          maxLength={1000}
          value={draft.correctionReason}
          error={refusal?.of("correctionReason")}
          onChange={(event) => set({ correctionReason: event.target.value })}
        />
      )}
    </FormDialog>
  );
}
