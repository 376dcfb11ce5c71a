import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import type { ReportRenderer } from "../../ports/report-renderer.ts";
import {
  drawCaveats,
  drawComparison,
  drawConclusions,
  drawFigure,
  drawFooters,
  drawSides,
  drawTitle,
} from "./draw-report.ts";
import { FONTS, MARGIN } from "./page-style.ts";
import { TITLES } from "./report-words.ts";

/** A4, fonts embedded, PDF/A-2b. The same document and figures give the same bytes: its dates are those of the report. */
export function createPdfReportRenderer(): ReportRenderer {
  return {
    async renderReport(report, figures) {
      const issuedAt = new Date(report.issuedAt);
      const pdf = new PDFDocument({
        size: "A4",
        margins: { top: MARGIN, bottom: 64, left: MARGIN, right: MARGIN },
        bufferPages: true,
        font: FONTS.regular,
        pdfVersion: "1.7",
        subset: "PDF/A-2b",
        lang: "en",
        displayTitle: true,
        info: {
          Title: `${TITLES[report.kind]} ${report.number}`,
          Author: "Regional Integrated Ballistic Information Network",
          Creator: "RIBIN core",
          Producer: "RIBIN core",
          CreationDate: issuedAt,
          ModDate: issuedAt,
        },
      });
      const bytes = buffer(pdf);
      for (const [name, file] of Object.entries(FONTS)) pdf.registerFont(name, file);
      drawTitle(pdf, report);
      drawCaveats(pdf, report);
      drawSides(pdf, report);
      drawConclusions(pdf, report);
      drawComparison(pdf, report);
      for (const figure of figures) drawFigure(pdf, figure);
      drawFooters(pdf, report);
      pdf.end();
      return new Uint8Array(await bytes);
    },
  };
}
