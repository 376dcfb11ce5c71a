import type { TraceForm } from "../domain/intelligence/trace-form.ts";
import type { Language } from "../domain/language.ts";
import type { ReportDocument } from "../domain/report.ts";

/** Turns a document into a PDF file. */
export interface ReportRenderer {
  /** `figures` are PNG files drawn in the order given. */
  renderReport(document: ReportDocument, figures: readonly { caption: string; png: Uint8Array }[]): Promise<Uint8Array>;
  /** The form of a request to trace a firearm, dated by the day of the request. */
  renderTraceForm(form: TraceForm, language: Language): Promise<Uint8Array>;
}
