/** What happened: the timeline of the pair, and each exhibit's chain of custody. */
import type { CustodyEntry, ReportDocument } from "../../domain/report.ts";
import { writeMoment } from "../../domain/words/of-language.ts";
import { fill, type Words } from "../../domain/words/words.ts";
import { drawTable, type TableRow } from "./draw-table.ts";
import { drawHeading, drawNote, keepTogether, type Pdf } from "./page-style.ts";

const LETTERS = ["A", "B"] as const;
/** A date, as an occurrence has one, is written as the lab gave it. */
const isMoment = (at: string) => at.includes("T");

export function drawTimeline(pdf: Pdf, report: ReportDocument, words: Words): void {
  if (report.timeline.length === 0) return;
  const { labels } = words;
  drawHeading(pdf, labels.timeline);
  drawTable(
    pdf,
    [0.3, 0.45, 0.25],
    report.timeline.map(({ at, event, side }): TableRow => {
      const of = side === null ? "" : fill(labels.custodyOf, { exhibit: LETTERS[side] });
      return { cells: [isMoment(at) ? writeMoment(words, at) : at, words.timeline[event], of] };
    }),
  );
}

export function drawCustody(pdf: Pdf, report: ReportDocument, words: Words): void {
  if (report.sides.every(({ custody }) => custody === null)) return;
  const { labels } = words;
  drawHeading(pdf, labels.custody);
  for (const [at, { custody }] of report.sides.entries()) {
    if (custody === null) continue;
    keepTogether(pdf, 60);
    const exhibit = fill(labels.custodyOf, { exhibit: LETTERS[at] ?? "" });
    if (custody.length === 0) {
      drawNote(pdf, `${fill(words.lead, { lead: exhibit })} ${labels.noCustody}`);
      pdf.y += 12;
      continue;
    }
    const head = [exhibit, labels.moment, labels.from, labels.to, labels.place, labels.seal];
    const rows = custody.map((entry): TableRow => ({ cells: describeEntry(entry, words) }));
    drawTable(pdf, [0.15, 0.21, 0.17, 0.17, 0.17, 0.13], [{ cells: head, style: "head" }, ...rows]);
  }
}

function describeEntry(entry: CustodyEntry, words: Words): string[] {
  const { event, at, from, to, place, sealNumber, sealState } = entry;
  const seal = [sealNumber, words.sealStates[sealState]].filter((part) => part !== null).join(", ");
  return [words.custodyEvents[event], writeMoment(words, at), from ?? "–", to ?? "–", place, seal];
}
