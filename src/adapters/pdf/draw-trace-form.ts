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
import {
  ALARM,
  ALARM_TINT,
  contentWidth,
  drawHeading,
  INK,
  MARGIN,
  MUTED,
  makePrintable,
  type Pdf,
} from "./page-style.ts";

/** The whole form: who asks whom, what lacks, and the firearm. */
export function drawTraceForm(pdf: Pdf, form: TraceForm, words: Words, trace: TraceWords): void {
  const { labels } = words;
  pdf.font("regular").fontSize(8.5).fillColor(MUTED);
  pdf.text(words.network.toUpperCase(), MARGIN, MARGIN, { characterSpacing: 0.8 });
  pdf
    .font("bold")
    .fontSize(24)
    .fillColor(INK)
    .text(trace.title, MARGIN, pdf.y + 6);
  pdf.font("regular").fontSize(12).text(trace.addressees[form.addressee], MARGIN, pdf.y);
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
  const text = makePrintable(pdf, fill(trace.missing, { fields }));
  const width = contentWidth(pdf) - 32;
  const height = pdf.font("regular").fontSize(10).heightOfString(text, { width }) + 20;
  const top = pdf.y;
  pdf.rect(MARGIN, top, contentWidth(pdf), height).fill(ALARM_TINT);
  pdf.rect(MARGIN, top, 4, height).fill(ALARM);
  pdf
    .font("regular")
    .fontSize(10)
    .fillColor(INK)
    .text(text, MARGIN + 16, top + 10, { width });
  pdf.y = top + height + 16;
}
