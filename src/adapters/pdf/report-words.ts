/** The report's words for the codes of its document. */
import type { ReportDocument } from "../../domain/report.ts";
import type { Category, Conclusion } from "../../domain/vocabulary.ts";

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  CE: "Crime evidence (CE)",
  TF: "Test fire of a recovered firearm (TF)",
  LIC: "Test fire of a licensed firearm (LIC)",
  CAST: "Replica cast (CAST)",
};

export const CONCLUSION_WORDS: Readonly<Record<Conclusion, string>> = {
  identification: "Identification",
  inconclusive_a: "Inconclusive A",
  inconclusive_b: "Inconclusive B",
  inconclusive_c: "Inconclusive C",
  elimination: "Elimination",
  unsuitable: "Unsuitable",
};

export const PART_WORDS: Readonly<Record<ReportDocument["conclusions"][number]["part"], string>> = {
  first: "First examination",
  verification: "Blind verification",
  consultation: "Consultation",
};

export const TITLES: Readonly<Record<ReportDocument["kind"], string>> = { lead: "Lead report", hit: "Hit report" };

/** e.g. "14 March 2026, 09:05 UTC". */
export function writeInstant(iso: string): string {
  const at = new Date(iso);
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  return `${day}, ${time} UTC`;
}
