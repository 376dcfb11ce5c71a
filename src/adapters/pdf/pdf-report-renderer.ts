import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import type { Language } from "../../domain/language.ts";
import { WORDS } from "../../domain/words/of-language.ts";
import { TRACE_WORDS } from "../../domain/words/trace-words.ts";
import type { ReportRenderer } from "../../ports/report-renderer.ts";
import { drawComparison, drawFigure } from "./draw-comparison.ts";
import { drawCustody, drawTimeline } from "./draw-history.ts";
import { drawCaveats, drawConclusions, drawFooters, drawGuidance, drawSides, drawTitle } from "./draw-report.ts";
import { drawTraceForm } from "./draw-trace-form.ts";
import { FONT_NAMES, toPdfFont } from "./fonts.ts";
import { drawNote, keepTogether, MARGIN, type Pdf } from "./page-style.ts";
import { writeDocument } from "./structure.ts";

/** A4, fonts embedded, PDF/A-2b, tagged. The same document and figures give the same bytes: its dates are those of the document. */
export function createPdfReportRenderer(): ReportRenderer {
  return {
    renderReport(report, figures) {
      const { language } = report;
      const words = WORDS[language];
      const title = `${words.titles[report.kind]} ${report.number}`;
      return drawPdf({ title, language, at: new Date(report.issuedAt) }, (pdf) => {
        drawTitle(pdf, report, words);
        drawCaveats(pdf, report, words);
        drawGuidance(pdf, report, words);
        drawSides(pdf, report, words);
        drawConclusions(pdf, report, words);
        drawComparison(pdf, report, words);
        for (const figure of figures) drawFigure(pdf, figure);
        drawTimeline(pdf, report, words);
        drawCustody(pdf, report, words);
        keepTogether(pdf, 30);
        drawNote(pdf, words.labels.verify);
        drawFooters(pdf, report, words);
      });
    },
    renderTraceForm(form, language) {
      const trace = TRACE_WORDS[language];
      const title = `${trace.title} ${form.requestId}`;
      return drawPdf({ title, language, at: new Date(`${form.requestedOn}T00:00:00Z`) }, (pdf) =>
        drawTraceForm(pdf, form, WORDS[language], trace),
      );
    },
  };
}

async function drawPdf(
  { title, language, at }: { title: string; language: Language; at: Date },
  draw: (pdf: Pdf) => void,
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, bottom: 64, left: MARGIN, right: MARGIN },
    bufferPages: true,
    // None before ours are registered: pdfkit would open one of its own.
    font: "",
    pdfVersion: "1.7",
    subset: "PDF/A-2b",
    tagged: true,
    lang: language,
    displayTitle: true,
    info: {
      Title: title,
      Author: WORDS[language].network,
      Creator: "RIBIN core",
      Producer: "RIBIN core",
      CreationDate: at,
      ModDate: at,
    },
  });
  const bytes = buffer(pdf);
  for (const name of FONT_NAMES) pdf.registerFont(name, toPdfFont(name));
  writeDocument(pdf, () => draw(pdf));
  pdf.end();
  return new Uint8Array(await bytes);
}
