import type { ReportDocument } from "../domain/report.ts";

/** Turns a report's document into a PDF file. `figures` are PNG files drawn in the order given. */
export interface ReportRenderer {
  renderReport(document: ReportDocument, figures: readonly { caption: string; png: Uint8Array }[]): Promise<Uint8Array>;
}
