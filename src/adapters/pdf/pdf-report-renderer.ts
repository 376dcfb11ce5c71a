import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { WORDS } from "../../domain/words/of-language.ts";
import type { ReportRenderer } from "../../ports/report-renderer.ts";
import { drawComparison, drawFigure } from "./draw-comparison.ts";
import { drawCustody, drawTimeline } from "./draw-history.ts";
import { drawCaveats, drawConclusions, drawFooters, drawSides, drawTitle } from "./draw-report.ts";
import { drawNote, FONTS, keepTogether, MARGIN } from "./page-style.ts";

/** A4, fonts embedded, PDF/A-2b. The same document and figures give the same bytes: its dates are those of the report. */
export function createPdfReportRenderer(): ReportRenderer {
  return {
    async renderReport(report, figures) {
      const words = WORDS[report.language];
      const issuedAt = new Date(report.issuedAt);
      const pdf = new PDFDocument({
        size: "A4",
        margins: { top: MARGIN, bottom: 64, left: MARGIN, right: MARGIN },
        bufferPages: true,
        font: FONTS.regular,
        pdfVersion: "1.7",
        subset: "PDF/A-2b",
        lang: report.language,
        displayTitle: true,
        info: {
          Title: `${words.titles[report.kind]} ${report.number}`,
          Author: words.network,
          Creator: "RIBIN core",
          Producer: "RIBIN core",
          CreationDate: issuedAt,
          ModDate: issuedAt,
        },
      });
      const bytes = buffer(pdf);
      for (const [name, file] of Object.entries(FONTS)) pdf.registerFont(name, file);
      drawTitle(pdf, report, words);
      drawCaveats(pdf, report, words);
      drawSides(pdf, report, words);
      drawConclusions(pdf, report, words);
      drawComparison(pdf, report, words);
      for (const figure of figures) drawFigure(pdf, figure);
      drawTimeline(pdf, report, words);
      drawCustody(pdf, report, words);
      keepTogether(pdf, 30);
      drawNote(pdf, words.labels.verify);
      drawFooters(pdf, report, words);
      pdf.end();
      return new Uint8Array(await bytes);
    },
  };
}
