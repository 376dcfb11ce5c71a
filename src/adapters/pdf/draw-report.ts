import type { ReportDocument, ReportSide } from "../../domain/report.ts";
import type { EventType } from "../../domain/vocabulary.ts";
import { writeMoment } from "../../domain/words/of-language.ts";
import { fill, type Words } from "../../domain/words/words.ts";
import { drawTable, type TableRow } from "./draw-table.ts";
import {
  ALARM,
  ALARM_TINT,
  contentWidth,
  drawBox,
  drawHead,
  drawHeading,
  drawLedText,
  drawNote,
  MARGIN,
  MUTED,
  type Pdf,
} from "./page-style.ts";
import { decorate } from "./structure.ts";

export function drawTitle(pdf: Pdf, report: ReportDocument, words: Words): void {
  const { labels } = words;
  drawHead(pdf, words.network, words.titles[report.kind], report.number);
  pdf.y += 12;
  drawTable(
    pdf,
    [0.16, 0.84],
    [
      { cells: [labels.issued, writeMoment(words, report.issuedAt)] },
      { cells: [labels.issuedTo, `${report.issuedTo.name}, ${words.states[report.issuedTo.state]}`] },
      { cells: [labels.linkage, report.linkageId] },
    ],
  );
}

/** The caveats stand in a box before anything else is read; a lead's is an alarm. */
export function drawCaveats(pdf: Pdf, report: ReportDocument, words: Words): void {
  const caveats = report.caveats.filter((caveat) => caveat !== words.caveats.score);
  if (caveats.length === 0) return;
  const lead = report.kind === "lead";
  drawBox(pdf, {
    heading: words.headings[report.kind],
    text: caveats.join("\n\n"),
    mark: lead ? ALARM : MUTED,
    ground: lead ? ALARM_TINT : "#f5f7f9",
  });
  pdf.y += 18;
}

/** What this reader may do with the report. */
export function drawGuidance(pdf: Pdf, report: ReportDocument, words: Words): void {
  if (report.audience === undefined || report.guidance === undefined) return;
  drawLedText(pdf, `${fill(words.lead, { lead: words.audiences[report.audience] })} `, report.guidance);
  pdf.y += 12;
}

export function drawSides(pdf: Pdf, report: ReportDocument, words: Words): void {
  const { labels } = words;
  const [a, b] = report.sides;
  const row = (label: string, read: (side: ReportSide) => string): TableRow => ({ cells: [label, read(a), read(b)] });
  const fact = (label: string, read: (facts: NonNullable<ReportSide["caseFacts"]>) => string | null): TableRow =>
    row(label, (side) => (side.caseFacts === null ? "–" : (read(side.caseFacts) ?? labels.notRecorded)));
  const rows: TableRow[] = [
    { cells: ["", labels.exhibitA, labels.exhibitB], style: "head" },
    row(labels.state, (side) => `${words.states[side.state]} (${side.state})`),
    row(labels.laboratory, (side) => side.lab),
    row(labels.contact, (side) => side.labContact),
    row(labels.exhibitType, (side) => words.exhibitTypes[side.exhibitType]),
    row(labels.category, (side) => words.categories[side.category]),
    row(labels.calibre, (side) => side.calibre ?? labels.unknown),
  ];
  if (a.caseFacts !== null || b.caseFacts !== null) {
    rows.push(
      fact(labels.caseNumber, (facts) => facts.caseNumber),
      fact(labels.exhibitNumber, (facts) => facts.exhibitNumber),
      fact(labels.agency, (facts) => facts.originatingAgency),
      fact(labels.agencyReference, (facts) => facts.agencyReference),
      // A code of the closed list, kept as text.
      fact(labels.event, (facts) => words.eventTypes[facts.eventType as EventType] ?? facts.eventType),
      fact(labels.date, (facts) => facts.occurredOn),
      fact(labels.place, (facts) => facts.place),
    );
  }
  if (a.caseFacts === null || b.caseFacts === null) {
    const withheld = (side: ReportSide) => (side.caseFacts === null ? labels.notReleased : labels.shownAbove);
    rows.push({ cells: [labels.caseFacts, withheld(a), withheld(b)], style: "note" });
  }
  drawHeading(pdf, labels.exhibits);
  drawTable(pdf, [0.18, 0.41, 0.41], rows);
}

export function drawConclusions(pdf: Pdf, report: ReportDocument, words: Words): void {
  const { labels } = words;
  drawHeading(pdf, labels.conclusions);
  if (report.conclusions.length === 0) {
    drawNote(pdf, labels.noConclusions);
    pdf.y += 16;
    return;
  }
  drawTable(
    pdf,
    [0.24, 0.24, 0.26, 0.26],
    [
      { cells: [labels.part, labels.conclusion, labels.examinerOf, labels.recorded], style: "head" },
      ...report.conclusions.map((entry) => ({
        cells: [
          words.parts[entry.part],
          words.conclusions[entry.conclusion],
          words.states[entry.examinerState],
          writeMoment(words, entry.recordedAt),
        ],
      })),
    ],
  );
}

export function drawFooters(pdf: Pdf, report: ReportDocument, words: Words): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(start + index);
    // Below the bottom margin pdfkit would start a new page; the footer stands there on purpose.
    pdf.page.margins.bottom = 0;
    const y = pdf.page.height - 38;
    const line = { width: contentWidth(pdf), lineBreak: false };
    pdf.font("regular").fontSize(8).fillColor(MUTED);
    const draw = () => {
      pdf.text(`${words.titles[report.kind]} ${report.number}`, MARGIN, y, line);
      pdf.text(fill(words.labels.page, { page: index + 1, count }), MARGIN, y, { ...line, align: "right" });
    };
    decorate(pdf, draw, "Pagination");
  }
}
