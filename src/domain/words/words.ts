/** What every language has a word for. Texts with {names} in braces are filled by `fill`; docs/reports.md says whose terms they are. */
import type { CustodyEvent, SealState } from "../custody.ts";
import type { Audience, TimelineEvent } from "../report.ts";
import type { ScoreSaying } from "../sayings/scores.ts";
import type { Category, Conclusion, EventType, ExhibitType, Region, StateCode } from "../vocabulary.ts";

export type ReportLabel =
  | "issued"
  | "issuedTo"
  | "linkage"
  | "exhibits"
  | "exhibitA"
  | "exhibitB"
  | "state"
  | "laboratory"
  | "contact"
  | "exhibitType"
  | "category"
  | "calibre"
  | "unknown"
  | "notRecorded"
  | "caseNumber"
  | "exhibitNumber"
  | "agency"
  | "agencyReference"
  | "event"
  | "date"
  | "place"
  | "caseFacts"
  | "notReleased"
  | "shownAbove"
  | "conclusions"
  | "noConclusions"
  | "part"
  | "conclusion"
  | "examinerOf"
  | "recorded"
  | "comparison"
  | "region"
  | "method"
  | "methodVersion"
  | "model"
  | "timeline"
  | "moment"
  | "custody"
  | "custodyOf"
  | "noCustody"
  | "from"
  | "to"
  | "seal"
  | "score"
  | "correlation"
  | "congruentCells"
  | "cellsOfUsable"
  | "wholeBullets"
  | "landPairs"
  | "subclassRisk"
  | "likelihoodRatio"
  | "noRatio"
  | "ratio"
  | "atBound"
  | "ratioBounds"
  | "methodText"
  | "figure"
  | "page"
  | "verify";

export interface Words {
  readonly network: string;
  readonly titles: Readonly<Record<"lead" | "hit", string>>;
  /** Over the caveat. */
  readonly headings: Readonly<Record<"lead" | "hit", string>>;
  readonly caveats: Readonly<Record<"lead" | "hit" | "score" | "rating", string>>;
  /** Over the guidance, e.g. "For the investigator". */
  readonly audiences: Readonly<Record<Audience, string>>;
  /** What each reader may do with a lead notice and with a hit report. */
  readonly guidance: Readonly<Record<"lead" | "hit", Readonly<Record<Audience, string>>>>;
  readonly labels: Readonly<Record<ReportLabel, string>>;
  readonly exhibitTypes: Readonly<Record<ExhibitType, string>>;
  readonly categories: Readonly<Record<Category, string>>;
  readonly eventTypes: Readonly<Record<EventType, string>>;
  readonly regions: Readonly<Record<Region, string>>;
  /** The AFTE range. */
  readonly conclusions: Readonly<Record<Conclusion, string>>;
  readonly parts: Readonly<Record<"first" | "verification" | "consultation", string>>;
  readonly timeline: Readonly<Record<TimelineEvent, string>>;
  readonly custodyEvents: Readonly<Record<CustodyEvent, string>>;
  readonly sealStates: Readonly<Record<SealState, string>>;
  readonly states: Readonly<Record<StateCode, string>>;
  /** January first. Of this table and not of the system's, whose spelling changes with its version: a report's bytes would too. */
  readonly months: readonly string[];
  /** A moment, of {day}, {month}, {year} and {time}. */
  readonly moment: string;
  /** What methods say of a score. */
  readonly scores: Readonly<Record<ScoreSaying, string>>;
  readonly decimalSign: "." | ",";
  /** What leads a sentence, with its colon. */
  readonly lead: string;
}

/** The text with each {name} in its place. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
