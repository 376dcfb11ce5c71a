/** A proclaimed holiday, or a day that is worked although the rules say otherwise. */
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { useTerms } from "../../app/use-words.ts";
import { RadioGroup, TextField } from "../../design/controls.tsx";

interface Day {
  readonly day: string;
  readonly kind: "holiday" | "working";
  readonly name: string;
}

const NOTHING: Day = { day: "", kind: "holiday", name: "" };

export function CalendarDayDialog({ state, onClose }: { readonly state: StateCode; readonly onClose: () => void }) {
  const { t } = useTranslation("labs");
  const terms = useTerms();
  const [day, setDay, forget] = useDraft<Day>("calendar-day", NOTHING);
  const record = useAct(
    (body: Day & { state: StateCode }, key) =>
      ask(api.POST("/v1/calendar-days", { body, params: { header: { "Idempotency-Key": key } } })),
    {
      refresh: [["calendar"], ["queues"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refused = record.error ? toRefusal(record.error) : null;
  return (
    <FormDialog
      title={t("calendar.recordFor", { state: terms.states[state] })}
      open
      onClose={onClose}
      go={t("calendar.save")}
      busy={record.isPending}
      onSend={() => record.mutate({ ...day, state })}
      error={record.error}
    >
      <TextField
        label={t("calendar.day")}
        type="date"
        required
        value={day.day}
        error={refused?.of("day")}
        onChange={(event) => setDay({ ...day, day: event.target.value })}
      />
      <RadioGroup
        legend={t("calendar.counts")}
        name="kind"
        value={day.kind}
        choices={[
          { value: "holiday", label: t("calendar.kinds.holiday"), hint: t("calendar.holidayHint") },
          { value: "working", label: t("calendar.kinds.working"), hint: t("calendar.workingHint") },
        ]}
        onChoose={(kind) => setDay({ ...day, kind })}
      />
      <TextField
        label={t("calendar.name")}
        required
        value={day.name}
        error={refused?.of("name")}
        onChange={(event) => setDay({ ...day, name: event.target.value })}
      />
    </FormDialog>
  );
}
