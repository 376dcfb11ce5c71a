/** The days on which clocks stand still: by the state's rules, and those that were proclaimed. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useStateChoices } from "../../app/use-state-choices.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button, SelectField } from "../../design/controls.tsx";
import { Badge, DataTable, FieldRow, Panel, Stack } from "../../design/parts.tsx";
import { CalendarDayDialog } from "./calendar-day-dialog.tsx";

type Calendar = Schema<"Calendar">;

export function CalendarPanel() {
  const { t } = useTranslation("labs");
  const self = useSelf();
  const states = useStateChoices();
  const thisYear = new Date().getFullYear();
  const [state, setState] = useState<StateCode>(self.state ?? "TT");
  const [year, setYear] = useState(thisYear);
  const [recording, setRecording] = useState(false);
  const calendar = useAsked(["calendar", state, year], () =>
    ask(api.GET("/v1/calendars", { params: { query: { state, year } } })),
  );
  const mayRecord = hasRole(self, "national_coordinator") && self.state === state;
  return (
    <Panel
      title={t("calendar.title")}
      actions={mayRecord ? <Button onClick={() => setRecording(true)}>{t("calendar.record")}</Button> : null}
    >
      <Stack>
        <p>{t("calendar.about")}</p>
        <FieldRow>
          <SelectField
            label={t("calendar.state")}
            value={state}
            choices={states}
            onChange={(event) => setState(event.target.value as StateCode)}
          />
          <SelectField
            label={t("calendar.year")}
            value={String(year)}
            choices={[thisYear - 1, thisYear, thisYear + 1].map((each) => ({
              value: String(each),
              label: String(each),
            }))}
            onChange={(event) => setYear(Number(event.target.value))}
          />
        </FieldRow>
        <Asked query={calendar}>{(found) => <Days calendar={found} />}</Asked>
      </Stack>
      {recording ? <CalendarDayDialog state={state} onClose={() => setRecording(false)} /> : null}
    </Panel>
  );
}

interface Row {
  readonly day: string;
  readonly name: string;
  readonly kind: "rule" | "holiday" | "working";
}

/** A later record of a day counts instead of an earlier one, and both instead of the rule. */
function toRows({ holidays, recorded }: Calendar): readonly Row[] {
  const rows = new Map<string, Row>(holidays.map(({ day, name }) => [day, { day, name, kind: "rule" }]));
  const inOrder = [...recorded].sort((a, b) => a.recordedAt.localeCompare(b.recordedAt));
  for (const { day, name, kind } of inOrder) rows.set(day, { day, name, kind });
  return [...rows.values()].sort((a, b) => a.day.localeCompare(b.day));
}

function Days({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useTranslation("labs");
  const terms = useTerms();
  const formats = useFormats();
  const caption = t("calendar.of", { state: terms.states[calendar.state], year: String(calendar.year) });
  return (
    <DataTable caption={caption}>
      <thead>
        <tr>
          <th scope="col">{t("calendar.day")}</th>
          <th scope="col">{t("calendar.name")}</th>
          <th scope="col">{t("calendar.counts")}</th>
        </tr>
      </thead>
      <tbody>
        {toRows(calendar).map(({ day, name, kind }) => (
          <tr key={day}>
            <td>
              <time dateTime={day}>{formats.day(day)}</time>
            </td>
            <td>{name}</td>
            <td>
              <Badge tone={kind === "rule" ? "neutral" : kind === "holiday" ? "note" : "warn"}>
                {t(`calendar.kinds.${kind}`)}
              </Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
