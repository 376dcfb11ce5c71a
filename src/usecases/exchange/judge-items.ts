/** Holds what a file says against what the system has: new, the same, or in conflict. Nothing is merged. */
import { canonicaliseCalibre } from "../../domain/calibre.ts";
import type { FieldProblem } from "../../domain/errors/field-problems.ts";
import { type FileFacts, fileFactsSchema } from "../../domain/exchange/bundle-manifest.ts";
import { encodeCanonical } from "../../domain/exchange/encode-canonical.ts";
import {
  type ExchangeCase,
  type ExchangeExhibit,
  exchangeCaseSchema,
  exchangeExhibitSchema,
  type RecordFault,
  removedExhibitSchema,
} from "../../domain/exchange/exchange-record.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import {
  findCasesByNumber,
  findExhibitsByNumber,
  type KnownCase,
  type KnownExhibit,
  listOwnHitsAmong,
} from "../../repositories/exchange/exchanged-evidence.ts";
import {
  type Difference,
  type ImportItem,
  type Judgement,
  listConflictKeys,
  listStagedKeys,
} from "../../repositories/exchange/import-items.ts";
import { judgeFile } from "./judge-file.ts";

export interface Judged extends Judgement {
  /** The file says what cannot be: such a preview is refused, and such a record is not applied. */
  readonly fault: RecordFault | null;
  /** The case or exhibit that it belongs to, where it is there. */
  readonly parentId: string | null;
  /** The original of a cast, where it is there. */
  readonly originalId: string | null;
}

export interface JudgedImport {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
}

const CASE_FIELDS = Object.keys(exchangeCaseSchema.shape) as (keyof ExchangeCase)[];
const EXHIBIT_FIELDS = ["type", "category", "parent", "castPolarity", "calibre", "characteristics", "comment"] as const;

const REMOVED_HERE = "It was removed here. An import does not bring it back: a person restores it.";

interface Name {
  readonly caseNumber: string;
  readonly exhibitNumber: string;
}
const nameOf = ({ caseNumber, exhibitNumber }: Name) => JSON.stringify([caseNumber, exhibitNumber]);

/** What the batch is held against. */
interface Known {
  readonly cases: ReadonlyMap<string, KnownCase>;
  readonly exhibits: ReadonlyMap<string, KnownExhibit>;
  readonly hits: ReadonlySet<string>;
  readonly stagedCases: ReadonlySet<string>;
  readonly stagedExhibits: ReadonlySet<string>;
  readonly conflictCases: ReadonlySet<string>;
  readonly conflictExhibits: ReadonlySet<string>;
}

/** In the order of `items`; records of the same import that come before them must be judged. */
export async function judgeItems(tx: SqlExecutor, of: JudgedImport, items: readonly ImportItem[]): Promise<Judged[]> {
  const known = await readKnown(tx, of, items);
  const judged: Judged[] = [];
  for (const item of items) {
    const one = item.kind === "acquisition" ? await judgeOwnFile(tx, of, known, item) : judgeRecord(known, item);
    judged.push({
      number: item.number,
      differences: [],
      remark: null,
      fault: null,
      parentId: null,
      originalId: null,
      ...one,
    });
  }
  return judged;
}

type Partly = Pick<Judged, "outcome"> & Partial<Judged>;

async function readKnown(tx: SqlExecutor, of: JudgedImport, items: readonly ImportItem[]): Promise<Known> {
  const contents = items.map((item) => item.content);
  const numbers = new Set<string>();
  const names = new Map<string, Name>();
  for (const content of contents) {
    for (const one of [content, content.parent] as (Partial<Name> | null | undefined)[]) {
      if (typeof one?.caseNumber !== "string") continue;
      numbers.add(one.caseNumber);
      if (typeof one.exhibitNumber === "string") names.set(nameOf(one as Name), one as Name);
    }
  }
  const hitIds = items.filter((item) => /hit/.test(item.kind)).map((item) => item.key);
  const cases = await findCasesByNumber(tx, of.ownerState, [...numbers]);
  const exhibits = await findExhibitsByNumber(tx, of.ownerState, [...names.values()]);
  const hits = hitIds.length === 0 ? new Set<string>() : await listOwnHitsAmong(tx, of.ownerState, hitIds);
  return {
    cases: new Map(cases.map((one) => [one.caseNumber, one])),
    exhibits: new Map(exhibits.map((one) => [nameOf(one), one])),
    hits,
    stagedCases: await listStagedKeys(tx, of.id, "case", [...numbers]),
    stagedExhibits: await listStagedKeys(tx, of.id, "exhibit", [...names.keys()]),
    conflictCases: await listConflictKeys(tx, of.id, "case", [...numbers]),
    conflictExhibits: await listConflictKeys(tx, of.id, "exhibit", [...names.keys()]),
  };
}

function judgeRecord(known: Known, { kind, key, content }: ImportItem): Partly {
  switch (kind) {
    case "case":
      return judgeCase(known, exchangeCaseSchema.parse(content));
    case "exhibit":
      return judgeExhibit(known, exchangeExhibitSchema.parse(content));
    case "hit":
      return known.hits.has(key)
        ? { outcome: "same" }
        : { outcome: "noted", remark: "A hit needs two examiners here; it is told, and not taken over." };
    case "removed_case":
      return known.cases.get(key)?.removed === false ? noteRemoval("case") : { outcome: "same" };
    case "removed_exhibit":
      return known.exhibits.get(nameOf(removedExhibitSchema.parse(content)))?.removed === false
        ? noteRemoval("exhibit")
        : { outcome: "same" };
    default:
      return known.hits.has(key) ? noteRemoval("hit") : { outcome: "same" };
  }
}

function noteRemoval(what: string): Partly {
  return {
    outcome: "noted",
    remark: `The other system removed this ${what}. An import removes nothing: remove it here if it is to go.`,
  };
}

function judgeCase(known: Known, there: ExchangeCase): Partly {
  const here = known.cases.get(there.caseNumber);
  if (here === undefined) return { outcome: "new" };
  if (here.removed) return { outcome: "conflict", remark: REMOVED_HERE };
  return compare(CASE_FIELDS.map((field) => ({ field, here: here[field], there: there[field] })));
}

function judgeExhibit(known: Known, there: ExchangeExhibit): Partly {
  const here = known.exhibits.get(nameOf(there));
  const parentId = known.cases.get(there.caseNumber)?.id ?? null;
  if (parentId === null && !known.stagedCases.has(there.caseNumber)) {
    return refuse("caseNumber", "nowhere_case", "There is no such case, neither here nor in the file");
  }
  const original = there.parent === null ? null : nameOf(there.parent);
  const originalId = original === null ? null : (known.exhibits.get(original)?.id ?? null);
  if (original !== null && originalId === null && !known.stagedExhibits.has(original)) {
    return refuse("parent", "nowhere_parent", "There is no such parent exhibit, neither here nor in the file");
  }
  const places = { parentId, originalId };
  if (known.conflictCases.has(there.caseNumber))
    return { ...places, outcome: "conflict", remark: "Its case is in conflict." };
  if (original !== null && known.conflictExhibits.has(original)) {
    return { ...places, outcome: "conflict", remark: "Its parent exhibit is in conflict." };
  }
  if (here === undefined) return { ...places, outcome: "new" };
  if (here.removed) return { ...places, outcome: "conflict", remark: REMOVED_HERE };
  const shown = { ...here, calibre: here.calibreCode };
  const told = { ...there, calibre: canonicaliseCalibre(there.calibre) };
  return { ...places, ...compare(EXHIBIT_FIELDS.map((field) => ({ field, here: shown[field], there: told[field] }))) };
}

async function judgeOwnFile(tx: SqlExecutor, of: JudgedImport, known: Known, { content }: ImportItem): Promise<Partly> {
  const facts: FileFacts = fileFactsSchema.parse(content);
  const name = nameOf(facts);
  const exhibit = known.exhibits.get(name);
  if (exhibit === undefined && !known.stagedExhibits.has(name)) {
    return refuse("exhibitNumber", "nowhere_exhibit", "There is no such exhibit, neither here nor in the file");
  }
  const parentId = exhibit?.id ?? null;
  if (known.conflictCases.has(facts.caseNumber) || known.conflictExhibits.has(name)) {
    return { parentId, outcome: "conflict", remark: "Its case or exhibit is in conflict." };
  }
  return { parentId, ...(await judgeFile(tx, of.labId, facts, parentId)) };
}

function refuse(field: string, problem: FieldProblem, message: string): Partly {
  return { outcome: "conflict", remark: `${message}.`, fault: { field, message, problem } };
}

/** Fields that differ, or that there are none. */
function compare(fields: readonly Difference[]): Pick<Judged, "outcome" | "differences"> {
  const differences = fields.filter(
    ({ here, there }) => encodeCanonical(here ?? null) !== encodeCanonical(there ?? null),
  );
  return { outcome: differences.length === 0 ? "same" : "conflict", differences };
}
