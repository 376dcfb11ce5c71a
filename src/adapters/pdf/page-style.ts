/** Measures (points), colours and fonts of a report's page, and the few strokes that every part of it is drawn with. */
import { makePrintable } from "./fonts.ts";
import { decorate, write } from "./structure.ts";

export type Pdf = PDFKit.PDFDocument;

export const MARGIN = 56;
export const INK = "#16202b";
export const MUTED = "#5b6875";
const RULE = "#c9d1d9";
export const ALARM = "#9b1c1c";
export const ALARM_TINT = "#fdf2f2";

export const contentWidth = (pdf: Pdf) => pdf.page.width - 2 * MARGIN;
const contentBottom = (pdf: Pdf) => pdf.page.height - pdf.page.margins.bottom;

/** Starts a new page unless `height` still fits on this one. */
export function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > contentBottom(pdf)) pdf.addPage();
}

/** The head of a document: whose it is, what it is called, and its number or addressee. */
export function drawHead(pdf: Pdf, network: string, title: string, below: string): void {
  pdf.font("regular").fontSize(8.5).fillColor(MUTED);
  write(pdf, "P", () => pdf.text(network.toUpperCase(), MARGIN, MARGIN, { characterSpacing: 0.8 }));
  pdf.font("bold").fontSize(24).fillColor(INK);
  write(pdf, "H1", () => pdf.text(title, MARGIN, pdf.y + 6));
  pdf.font("regular").fontSize(12);
  write(pdf, "P", () => pdf.text(below, MARGIN, pdf.y));
}

/** A box that stands out: a heading, where it has one, and a text. Leaves the pen at its lower edge. */
export function drawBox(
  pdf: Pdf,
  { heading, text, mark, ground }: { heading: string | null; text: string; mark: string; ground: string },
): void {
  const printed = makePrintable(text);
  const width = contentWidth(pdf) - 28;
  const height = pdf.font("regular").fontSize(10).heightOfString(printed, { width }) + (heading === null ? 20 : 40);
  keepTogether(pdf, height);
  const top = pdf.y;
  decorate(pdf, () => {
    pdf.rect(MARGIN, top, contentWidth(pdf), height).fill(ground);
    pdf.rect(MARGIN, top, 4, height).fill(mark);
  });
  pdf.y = top + 8;
  if (heading !== null) {
    pdf.font("bold").fontSize(10.5).fillColor(mark);
    write(pdf, "H2", () => pdf.text(heading, MARGIN + 16, pdf.y + 2, { width }));
  }
  pdf.font("regular").fontSize(10).fillColor(INK);
  write(pdf, "P", () => pdf.text(printed, MARGIN + 16, pdf.y + 2, { width }));
  pdf.y = top + height;
}

export function drawRule(pdf: Pdf, y: number): void {
  decorate(pdf, () =>
    pdf
      .moveTo(MARGIN, y)
      .lineTo(pdf.page.width - MARGIN, y)
      .lineWidth(0.6)
      .strokeColor(RULE)
      .stroke(),
  );
}

export function drawHeading(pdf: Pdf, text: string): void {
  keepTogether(pdf, 90);
  write(pdf, "H2", () => pdf.font("bold").fontSize(11.5).fillColor(INK).text(text, MARGIN, pdf.y));
  drawRule(pdf, pdf.y + 2);
  pdf.y += 8;
}

/** A paragraph that begins with bold words. */
export function drawLedText(pdf: Pdf, lead: string, text: string): void {
  const width = contentWidth(pdf);
  pdf.fontSize(10).fillColor(INK);
  write(pdf, "P", () => {
    pdf.font("bold").text(lead, MARGIN, pdf.y, { width, continued: true });
    pdf.font("regular").text(makePrintable(text));
  });
}

export function drawNote(pdf: Pdf, text: string): void {
  write(pdf, "P", () =>
    pdf
      .font("italic")
      .fontSize(8.5)
      .fillColor(MUTED)
      .text(text, MARGIN, pdf.y, { width: contentWidth(pdf) }),
  );
}
