/** Records a recovered firearm, or the record that puts the last one right. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import type { operations } from "../../api/schema.d.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { SelectField, TextArea, TextField } from "../../design/controls.tsx";
import { FieldRow } from "../../design/parts.tsx";

type Body = operations["recordFirearm"]["requestBody"]["content"]["application/json"];

const KINDS: readonly Body["kind"][] = [
  "revolver or self-loading pistol",
  "rifle or carbine",
  "shotgun",
  "sub-machine gun",
  "assault rifle",
  "light machine gun",
  "light weapon",
  "craft-made firearm",
  "other",
  "unknown",
];
const SERIAL_STATES: readonly Body["serialState"][] = [
  "legible",
  "partly legible",
  "obliterated",
  "none",
  "not examined",
];
const RECOVERIES: readonly Body["recovery"][] = ["seized", "found", "surrendered"];

interface FirearmDialogProps {
  readonly exhibitId: string;
  readonly last: Schema<"FirearmRecord"> | null;
  readonly onClose: () => void;
}

const TEXTS = ["make", "model", "serialNumber", "countryOfOrigin", "importMarks", "recoveryPlace"] as const;
const orNull = (value: string) => (value.trim() === "" ? null : value.trim());

export function FirearmDialog({ exhibitId, last, onClose }: FirearmDialogProps) {
  const { t } = useTranslation("evidence");
  const texts = Object.fromEntries(TEXTS.map((name) => [name, last?.[name] ?? ""])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  const [draft, setDraft, forget] = useDraft(`firearm.${exhibitId}.${last?.id ?? ""}`, {
    ...texts,
    kind: last?.kind ?? ("unknown" as Body["kind"]),
    serialState: last?.serialState ?? ("not examined" as Body["serialState"]),
    recovery: last?.recovery ?? ("seized" as Body["recovery"]),
    recoveredOn: last?.recoveredOn ?? "",
    correctionReason: "",
  });
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const record = useAct(
    (typed: typeof draft, key) => {
      const { kind, serialState, recovery, recoveredOn } = typed;
      const body: Body = {
        ...{ kind, serialState, recovery, recoveredOn },
        ...Object.fromEntries(TEXTS.map((name) => [name, orNull(typed[name])])),
        ...(last === null ? {} : { corrects: last.id, correctionReason: typed.correctionReason }),
      };
      const params = { path: { exhibitId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/exhibits/{exhibitId}/firearm-records", { params, body }));
    },
    {
      refresh: [["exhibits", "firearm", exhibitId]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refusal = record.error ? toRefusal(record.error) : null;
  const field = (name: (typeof TEXTS)[number] | "recoveredOn") => ({
    label: t(name),
    value: draft[name],
    error: refusal?.of(name),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <FormDialog
      title={last === null ? t("recordFirearm") : t("correctFirearm")}
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
          label={t("kind")}
          value={draft.kind}
          choices={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(event) => set({ kind: event.target.value as Body["kind"] })}
        />
        <TextField {...field("make")} maxLength={120} />
        <TextField {...field("model")} maxLength={120} />
      </FieldRow>
      <FieldRow>
        <TextField {...field("serialNumber")} hint={t("serialNumberHint")} maxLength={80} />
        <SelectField
          label={t("serialState")}
          value={draft.serialState}
          error={refusal?.of("serialState")}
          choices={SERIAL_STATES.map((value) => ({ value, label: t(`serialStates.${value}`) }))}
          onChange={(event) => set({ serialState: event.target.value as Body["serialState"] })}
        />
        <TextField {...field("countryOfOrigin")} hint={t("countryHint")} maxLength={2} pattern="[A-Z]{2}" />
      </FieldRow>
      <TextField {...field("importMarks")} maxLength={200} />
      <FieldRow>
        <SelectField
          label={t("recovery")}
          value={draft.recovery}
          choices={RECOVERIES.map((value) => ({ value, label: t(`recoveries.${value}`) }))}
          onChange={(event) => set({ recovery: event.target.value as Body["recovery"] })}
        />
        <TextField {...field("recoveredOn")} type="date" required />
        <TextField {...field("recoveryPlace")} maxLength={200} />
      </FieldRow>
      {last === null ? null : (
        <TextArea
          label={t("correctionReason")}
          required
          value={draft.correctionReason}
          error={refusal?.of("correctionReason")}
          onChange={(event) => set({ correctionReason: event.target.value })}
        />
      )}
    </FormDialog>
  );
}
