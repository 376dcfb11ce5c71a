/** A proclaimed holiday, or a day that is worked although the rules say otherwise. */
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useTerms } from "../../app/use-words.ts";
import { Button, RadioGroup, TextField } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ButtonRow, Stack } from "../../design/parts.tsx";

interface Day {
  readonly day: string;
  readonly kind: "holiday" | "working";
  readonly name: string;
}

const NOTHING: Day = { day: "", kind: "holiday", name: "" };

export function CalendarDayDialog({
  state,
  open,
  onClose,
}: {
  readonly state: StateCode;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
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
    <Dialog title={t("calendar.recordFor", { state: terms.states[state] })} open={open} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate({ ...day, state });
        }}
      >
        <Stack>
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
          {record.error ? <RefusalNotice error={record.error} /> : null}
          <ButtonRow>
            <Button type="submit" look="primary" busy={record.isPending}>
              {t("calendar.save")}
            </Button>
            <Button onClick={onClose}>{t("calendar.cancel")}</Button>
          </ButtonRow>
        </Stack>
      </form>
    </Dialog>
  );
}
