import {
  type FirearmKind,
  firearmKindSchema,
  type Recovery,
  recoverySchema,
} from "../../domain/intelligence/firearm.ts";
import { TRACE_FIELDS, type TraceField, type TraceForm } from "../../domain/intelligence/trace-form.ts";
import type { TraceWords } from "../../domain/words/trace-words.ts";
import { fill, type Words } from "../../domain/words/words.ts";
import { drawTable } from "./draw-table.ts";
import { ALARM, ALARM_TINT, drawBox, drawHead, drawHeading, type Pdf } from "./page-style.ts";

/** The whole form: who asks whom, what lacks, and the firearm. */
export function drawTraceForm(pdf: Pdf, form: TraceForm, words: Words, trace: TraceWords): void {
  const { labels } = words;
  drawHead(pdf, words.network, trace.title, trace.addressees[form.addressee]);
  pdf.y += 14;
  drawMissing(pdf, form, trace);
  drawHeading(pdf, trace.request);
  const state = words.states[form.state as keyof Words["states"]] ?? form.state;
  drawTable(
    pdf,
    [0.32, 0.68],
    [
      { cells: [trace.addressee, trace.addressees[form.addressee]] },
      { cells: [trace.requestNumber, form.requestId] },
      { cells: [trace.requestedOn, form.requestedOn] },
      { cells: [labels.state, `${state} (${form.state})`] },
      { cells: [labels.laboratory, form.lab] },
      { cells: [labels.contact, form.labContact] },
      { cells: [labels.caseNumber, form.caseNumber] },
      { cells: [labels.exhibitNumber, form.exhibitNumber] },
    ],
  );
  drawHeading(pdf, trace.firearm);
  const rows = TRACE_FIELDS.flatMap((field) => {
    const row = { cells: [trace.fields[field], writeField(form, field, trace)] };
    const state = { cells: [trace.serialState, trace.serialStates[form.serialState]] };
    return field === "serialNumber" ? [row, state] : [row];
  });
  drawTable(pdf, [0.32, 0.68], rows);
}

/** Closed words are translated; what people typed stays as it is. */
function writeField(form: TraceForm, field: TraceField, trace: TraceWords): string {
  const value = form.fields[field];
  if (value === null) return trace.notRecorded;
  if (field === "kind" && firearmKindSchema.safeParse(value).success) return trace.kinds[value as FirearmKind];
  if (field === "recovery" && recoverySchema.safeParse(value).success) return trace.recoveries[value as Recovery];
  return value;
}

function drawMissing(pdf: Pdf, form: TraceForm, trace: TraceWords): void {
  if (form.missing.length === 0) return;
  const fields = form.missing.map((field) => trace.fields[field]).join(", ");
  drawBox(pdf, { heading: null, text: fill(trace.missing, { fields }), mark: ALARM, ground: ALARM_TINT });
  pdf.y += 16;
}
