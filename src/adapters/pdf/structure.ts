/**
 * What a page tells those who hear it: its parts in the order of reading, and what is decoration only (ISO 32000-1, 14.8). All that is drawn
 * stands in `write` or `decorate`.
 */
import type { Pdf } from "./page-style.ts";

type Element = ReturnType<Pdf["struct"]>;
type Grouping = "Table" | "TR";
type Content = "H1" | "H2" | "P" | "TH" | "TD" | "Figure" | "Caption";

interface ElementOptions {
  /** What a figure shows, in words. */
  readonly alt?: string;
  /** Of which cells a TH is the heading. */
  readonly scope?: "Row" | "Column";
}

/** The elements that are being drawn, the innermost last. */
const open = new WeakMap<Pdf, Element[]>();

function openOf(pdf: Pdf): Element[] {
  const elements = open.get(pdf);
  if (elements === undefined) throw new Error("The document's structure was not begun.");
  return elements;
}

/** Everything that `draw` writes belongs to the document. */
export function writeDocument(pdf: Pdf, draw: () => void): void {
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  open.set(pdf, [root]);
  draw();
  root.end();
}

/** What `draw` writes is one part of what is open. */
export function group(pdf: Pdf, tag: Grouping, draw: () => void): void {
  add(pdf, tag, {}, draw);
}

/** What `draw` draws is the content of one element. */
export function write(pdf: Pdf, tag: Content, draw: () => void, options: ElementOptions = {}): void {
  add(pdf, tag, options, (element) => {
    const content = pdf.markStructureContent(tag);
    draw();
    pdf.endMarkedContent();
    element.add(content);
  });
}

/** Lines, grounds and page numbers: nobody reads them out. */
export function decorate(pdf: Pdf, draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
  pdf.markContent("Artifact", { type });
  draw();
  pdf.endMarkedContent();
}

function add(pdf: Pdf, tag: string, options: ElementOptions, fill: (element: Element) => void): void {
  const elements = openOf(pdf);
  // The types of pdfkit do not name `scope` yet.
  const element = pdf.struct(tag, options as Parameters<Pdf["struct"]>[1]);
  elements.at(-1)?.add(element);
  elements.push(element);
  fill(element);
  elements.pop();
  element.end();
}
