import type { ReportDocument } from "../../domain/report.ts";
import { writeNumber } from "../../domain/words/of-language.ts";
import { sayOfScore } from "../../domain/words/say-of-score.ts";
import { fill, type Words } from "../../domain/words/words.ts";
import { drawTable, type TableRow } from "./draw-table.ts";
import { makePrintable } from "./fonts.ts";
import { contentWidth, drawHeading, drawNote, keepTogether, MARGIN, MUTED, type Pdf } from "./page-style.ts";
import { write } from "./structure.ts";

type Likelihood = NonNullable<NonNullable<ReportDocument["comparison"]>["likelihood"]>;

export function drawComparison(pdf: Pdf, report: ReportDocument, words: Words): void {
  const { comparison } = report;
  if (comparison === null) return;
  const { labels } = words;
  drawHeading(pdf, labels.comparison);
  const named = (method: string, version: string) => fill(labels.methodVersion, { method, version });
  const rows: TableRow[] = [
    { cells: [labels.region, words.regions[comparison.region]] },
    { cells: [labels.method, named(comparison.method, comparison.methodVersion)] },
    { cells: [labels.score, writeNumber(words, comparison.score, 3)] },
    { cells: [labels.correlation, writeNumber(words, comparison.correlation, 3)] },
  ];
  const { model } = comparison;
  if (model !== null) rows.push({ cells: [labels.model, named(model.id, model.version)] });
  const { cellsCongruent: congruent, cellsUsable: usable } = comparison;
  if (usable !== null && congruent !== null) {
    rows.push({ cells: [labels.congruentCells, fill(labels.cellsOfUsable, { congruent, usable })] });
  }
  if (report.bullets !== null) {
    const { method, methodVersion: version, score, landPairs: pairs } = report.bullets;
    const values = { method, version, pairs, score: writeNumber(words, score, 3) };
    rows.push({ cells: [labels.wholeBullets, fill(labels.landPairs, values)] });
  }
  const { likelihood, subclassRisk } = comparison;
  if (subclassRisk !== null) rows.push({ cells: [labels.subclassRisk, sayOfScore(words, subclassRisk)] });
  if (likelihood !== null) rows.push({ cells: [labels.likelihoodRatio, describeLikelihood(likelihood, words)] });
  drawTable(pdf, [0.24, 0.76], rows);
  pdf.y -= 8;
  drawNote(pdf, words.caveats.score);
  pdf.y += 16;
}

/** Populations are the method's own texts, which are in English. */
function describeLikelihood(likelihood: Likelihood, words: Words): string {
  const { labels } = words;
  if ("reason" in likelihood) return fill(labels.noRatio, { reason: sayOfScore(words, likelihood.reason) });
  const { log10Lr, bounded, population } = likelihood;
  const [value, lower, upper] = [log10Lr, likelihood.lower, likelihood.upper].map((n) => writeNumber(words, n, 2));
  const ratio = fill(labels.ratio, { value: value ?? "" });
  const bounds = fill(labels.ratioBounds, { lower: lower ?? "", upper: upper ?? "", population });
  return `${ratio}${bounded ? `, ${labels.atBound}` : ""}; ${bounds}. ${words.caveats.rating}`;
}

const TALLEST_FIGURE = 420;

export function drawFigure(pdf: Pdf, figure: { caption: string; png: Uint8Array }): void {
  const image = Buffer.from(figure.png);
  // A PNG's first chunk, IHDR, holds its size at these places.
  const [pixelsWide, pixelsHigh] = [image.readUInt32BE(16), image.readUInt32BE(20)];
  const width = contentWidth(pdf);
  const scale = Math.min(width / pixelsWide, TALLEST_FIGURE / pixelsHigh);
  const caption = makePrintable(figure.caption);
  keepTogether(pdf, pixelsHigh * scale + 30);
  const left = MARGIN + (width - pixelsWide * scale) / 2;
  write(pdf, "Figure", () => pdf.image(image, left, pdf.y, { width: pixelsWide * scale }), { alt: caption });
  pdf.y += pixelsHigh * scale + 6;
  pdf.font("italic").fontSize(8.5).fillColor(MUTED);
  write(pdf, "Caption", () => pdf.text(caption, MARGIN, pdf.y, { width }));
  pdf.y += 14;
}
