import { makePrintable } from "./fonts.ts";
import { contentWidth, drawRule, INK, keepTogether, MARGIN, MUTED, type Pdf } from "./page-style.ts";
import { group, write } from "./structure.ts";

export interface TableRow {
  readonly cells: readonly string[];
  readonly style?: "head" | "note";
}

const GAP = 10;
const PADDING = 3;

/** Rows of text in columns whose shares of the page's width are given; the first column is the rows' labels. A row stays whole. */
export function drawTable(pdf: Pdf, shares: readonly number[], rows: readonly TableRow[]): void {
  group(pdf, "Table", () => {
    for (const row of rows) group(pdf, "TR", () => drawRow(pdf, shares, row));
  });
  pdf.y += 14;
}

function drawRow(pdf: Pdf, shares: readonly number[], row: TableRow): void {
  const width = contentWidth(pdf);
  const cells = row.cells.map((text, column) => ({
    text: makePrintable(text),
    width: shares[column]! * width - GAP,
    font: fontOf(row, column),
  }));
  const heights = cells.map((cell) =>
    pdf
      .font(cell.font)
      .fontSize(9)
      .heightOfString(cell.text || " ", { width: cell.width }),
  );
  const height = Math.max(...heights);
  keepTogether(pdf, height + 2 * PADDING);
  const top = pdf.y + PADDING;
  let left = MARGIN;
  for (const [column, cell] of cells.entries()) {
    pdf
      .font(cell.font)
      .fontSize(9)
      .fillColor(column === 0 || row.style === "note" ? MUTED : INK);
    const at = left;
    writeCell(pdf, row, column, () => pdf.text(cell.text, at, top, { width: cell.width }));
    left += shares[column]! * width;
  }
  pdf.y = top + height + PADDING;
  drawRule(pdf, pdf.y);
  pdf.y += 1;
}

/** A heading of its column or its row, so that a cell is read out with what it is; an empty corner is the heading of nothing. */
function writeCell(pdf: Pdf, row: TableRow, column: number, draw: () => void): void {
  const scope = row.style === "head" ? "Column" : column === 0 ? "Row" : null;
  if (scope === null || row.cells[column] === "") write(pdf, "TD", draw);
  else write(pdf, "TH", draw, { scope });
}

function fontOf(row: TableRow, column: number): "regular" | "italic" | "bold" {
  if (row.style === "head") return "bold";
  return row.style === "note" && column > 0 ? "italic" : "regular";
}
