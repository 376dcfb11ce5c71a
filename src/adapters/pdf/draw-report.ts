import type { ReportDocument, ReportSide } from "../../domain/report.ts";
import { SCORE_CAVEAT } from "../../domain/report.ts";
import { STATES } from "../../domain/vocabulary.ts";
import { drawTable, type TableRow } from "./draw-table.ts";
import {
  ALARM,
  ALARM_TINT,
  contentWidth,
  drawHeading,
  drawNote,
  INK,
  keepTogether,
  MARGIN,
  MUTED,
  makePrintable,
  type Pdf,
} from "./page-style.ts";
import { CATEGORY_WORDS, CONCLUSION_WORDS, PART_WORDS, TITLES, writeInstant } from "./report-words.ts";

type Likelihood = NonNullable<NonNullable<ReportDocument["comparison"]>["likelihood"]>;

export function drawTitle(pdf: Pdf, report: ReportDocument): void {
  pdf.font("regular").fontSize(8.5).fillColor(MUTED);
  pdf.text("REGIONAL INTEGRATED BALLISTIC INFORMATION NETWORK", MARGIN, MARGIN, { characterSpacing: 0.8 });
  pdf
    .font("bold")
    .fontSize(24)
    .fillColor(INK)
    .text(TITLES[report.kind], MARGIN, pdf.y + 6);
  pdf.font("regular").fontSize(12).text(report.number, MARGIN, pdf.y);
  pdf.y += 12;
  drawTable(
    pdf,
    [0.16, 0.84],
    [
      { cells: ["Issued", writeInstant(report.issuedAt)] },
      { cells: ["Issued to", `${report.issuedTo.name}, ${STATES[report.issuedTo.state].name}`] },
      { cells: ["Linkage", report.linkageId] },
    ],
  );
}

/** The caveats stand in a box before anything else is read; a lead's is an alarm. */
export function drawCaveats(pdf: Pdf, report: ReportDocument): void {
  const caveats = report.caveats.filter((caveat) => caveat !== SCORE_CAVEAT);
  if (caveats.length === 0) return;
  const lead = report.kind === "lead";
  const title = lead ? "INTELLIGENCE, NOT EVIDENCE" : "HOW TO READ THIS REPORT";
  const text = makePrintable(pdf, caveats.join("\n\n"));
  const width = contentWidth(pdf) - 28;
  const height = pdf.font("regular").fontSize(10).heightOfString(text, { width }) + 40;
  keepTogether(pdf, height);
  const top = pdf.y;
  const colour = lead ? ALARM : MUTED;
  pdf.rect(MARGIN, top, contentWidth(pdf), height).fill(lead ? ALARM_TINT : "#f5f7f9");
  pdf.rect(MARGIN, top, 4, height).fill(colour);
  pdf
    .font("bold")
    .fontSize(10.5)
    .fillColor(colour)
    .text(title, MARGIN + 16, top + 10, { width });
  pdf
    .font("regular")
    .fontSize(10)
    .fillColor(INK)
    .text(text, MARGIN + 16, pdf.y + 2, { width });
  pdf.y = top + height + 18;
}

export function drawSides(pdf: Pdf, report: ReportDocument): void {
  const [a, b] = report.sides;
  const row = (label: string, read: (side: ReportSide) => string): TableRow => ({ cells: [label, read(a), read(b)] });
  const fact = (label: string, read: (facts: NonNullable<ReportSide["caseFacts"]>) => string | null): TableRow =>
    row(label, (side) => (side.caseFacts === null ? "–" : (read(side.caseFacts) ?? "not recorded")));
  const rows: TableRow[] = [
    { cells: ["", "Exhibit A", "Exhibit B"], style: "head" },
    row("State", (side) => `${side.stateName} (${side.state})`),
    row("Laboratory", (side) => side.lab),
    row("Contact", (side) => side.labContact),
    row("Exhibit type", (side) => side.exhibitType),
    row("Category", (side) => CATEGORY_WORDS[side.category]),
    row("Calibre", (side) => side.calibre ?? "unknown"),
  ];
  if (a.caseFacts !== null || b.caseFacts !== null) {
    rows.push(
      fact("Case number", (facts) => facts.caseNumber),
      fact("Exhibit number", (facts) => facts.exhibitNumber),
      fact("Agency", (facts) => facts.originatingAgency),
      fact("Agency reference", (facts) => facts.agencyReference),
      fact("Event", (facts) => facts.eventType),
      fact("Date", (facts) => facts.occurredOn),
      fact("Place", (facts) => facts.place),
    );
  }
  if (a.caseFacts === null || b.caseFacts === null) {
    const withheld = (side: ReportSide) =>
      side.caseFacts === null ? "Not released to the reader's state." : "Shown above.";
    rows.push({ cells: ["Case facts", withheld(a), withheld(b)], style: "note" });
  }
  drawHeading(pdf, "The two exhibits");
  drawTable(pdf, [0.18, 0.41, 0.41], rows);
}

export function drawConclusions(pdf: Pdf, report: ReportDocument): void {
  drawHeading(pdf, "Conclusions of the examiners");
  if (report.conclusions.length === 0) {
    drawNote(pdf, "None. A review of images is not a conclusion.");
    pdf.y += 16;
    return;
  }
  drawTable(
    pdf,
    [0.24, 0.24, 0.26, 0.26],
    [
      { cells: ["Part", "Conclusion", "Examiner of", "Recorded"], style: "head" },
      ...report.conclusions.map((entry) => ({
        cells: [
          PART_WORDS[entry.part],
          CONCLUSION_WORDS[entry.conclusion],
          STATES[entry.examinerState].name,
          writeInstant(entry.recordedAt),
        ],
      })),
    ],
  );
}

export function drawComparison(pdf: Pdf, report: ReportDocument): void {
  const { comparison } = report;
  if (comparison === null) return;
  drawHeading(pdf, "The comparison by machine");
  const rows: TableRow[] = [
    { cells: ["Region of interest", comparison.region] },
    { cells: ["Method", `${comparison.method}, version ${comparison.methodVersion}`] },
    { cells: ["Score", comparison.score.toFixed(3)] },
    { cells: ["Correlation", comparison.correlation.toFixed(3)] },
  ];
  if (comparison.cellsUsable !== null && comparison.cellsCongruent !== null) {
    rows.push({ cells: ["Congruent cells", `${comparison.cellsCongruent} of ${comparison.cellsUsable} usable`] });
  }
  if (report.bullets !== null) {
    const { method, methodVersion, score, landPairs } = report.bullets;
    const words = `Score ${score.toFixed(3)} over ${landPairs} pairs of lands (${method}, version ${methodVersion})`;
    rows.push({ cells: ["Whole bullets", words] });
  }
  const { likelihood, subclassRisk } = comparison;
  if (subclassRisk !== null) rows.push({ cells: ["Subclass risk", subclassRisk] });
  if (likelihood !== null) rows.push({ cells: ["Likelihood ratio", describeLikelihood(likelihood)] });
  drawTable(pdf, [0.24, 0.76], rows);
  pdf.y -= 8;
  drawNote(pdf, SCORE_CAVEAT);
  pdf.y += 16;
}

function describeLikelihood(likelihood: Likelihood): string {
  if ("reason" in likelihood) return `None. ${likelihood.reason}`;
  const { log10Lr, bounded, lower, upper, population, caveat } = likelihood;
  const ratio = `10 to the power of ${log10Lr.toFixed(2)}${bounded ? ", at its bound" : ""}`;
  return `${ratio} (bounds ${lower.toFixed(2)} and ${upper.toFixed(2)}). Holds for: ${population} ${caveat}`;
}

const TALLEST_FIGURE = 420;

export function drawFigure(pdf: Pdf, figure: { caption: string; png: Uint8Array }): void {
  const image = Buffer.from(figure.png);
  // A PNG's first chunk, IHDR, holds its size at these places.
  const [pixelsWide, pixelsHigh] = [image.readUInt32BE(16), image.readUInt32BE(20)];
  const width = contentWidth(pdf);
  const scale = Math.min(width / pixelsWide, TALLEST_FIGURE / pixelsHigh);
  const caption = makePrintable(pdf, figure.caption);
  keepTogether(pdf, pixelsHigh * scale + 30);
  pdf.image(image, MARGIN + (width - pixelsWide * scale) / 2, pdf.y, { width: pixelsWide * scale });
  pdf.y += pixelsHigh * scale + 6;
  pdf.font("italic").fontSize(8.5).fillColor(MUTED).text(caption, MARGIN, pdf.y, { width });
  pdf.y += 14;
}

export function drawFooters(pdf: Pdf, report: ReportDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(start + index);
    // Below the bottom margin pdfkit would start a new page; the footer stands there on purpose.
    pdf.page.margins.bottom = 0;
    const y = pdf.page.height - 38;
    const line = { width: contentWidth(pdf), lineBreak: false };
    pdf.font("regular").fontSize(8).fillColor(MUTED);
    pdf.text(`${TITLES[report.kind]} ${report.number}`, MARGIN, y, line);
    pdf.text(`Page ${index + 1} of ${count}`, MARGIN, y, { ...line, align: "right" });
  }
}
