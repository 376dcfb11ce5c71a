import type { RequestContext } from "../../domain/context.ts";
import { writeCsvHead, writeCsvRow } from "../../domain/exchange/write-csv.ts";
import {
  wrapRecords,
  writeBegin,
  writeCase,
  writeEnd,
  writeExhibit,
  writeHit,
  writeRemovedCase,
  writeRemovedExhibit,
  writeRemovedHit,
} from "../../domain/exchange/write-xml.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  findCasesByNumber,
  type KnownCase,
  type KnownExhibit,
  listCasesByNumber,
  listExhibitsByNumber,
  listHitsOf,
} from "../../repositories/exchange/exchanged-evidence.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

type Needs = Pick<Deps, "sql" | "clock">;

const PAGE = 500;

export interface ExportEvidenceInput {
  readonly format: "xml" | "csv";
  /** Of a CSV: begins with a byte order mark. */
  readonly bom?: boolean | undefined;
}

/**
 * Everything that the own state entered of its cases and exhibits, as text that is read page by page while it is sent.
 * Recorded before the first byte. Errors: FORBIDDEN.
 */
export async function exportEvidence(
  deps: Needs,
  context: RequestContext,
  input: ExportEvidenceInput,
): Promise<AsyncIterable<string>> {
  const state = requireState(context.actor);
  await authorise(deps, context, "evidence.export", { ownerStates: [state] }, { kind: "state", id: state });
  const at = deps.clock.now();
  await insertAuditEvent(deps.sql, context, {
    at,
    action: "evidence.exported",
    targetKind: "state",
    targetId: state,
    ownerStates: [state],
    detail: { format: input.format },
  });
  return input.format === "xml" ? writeXml(deps, state, at) : writeCsv(deps, state, input.bom ?? false);
}

async function* writeXml(deps: Needs, state: StateCode, at: Date): AsyncGenerator<string> {
  yield writeBegin(state, at);
  yield* wrapRecords("Cases", map(readCases(deps, state), writeCase));
  yield* wrapRecords("Exhibits", map(readExhibits(deps, state), writeExhibit));
  yield* wrapRecords("Hits", map(readHits(deps, state, at), writeHit));
  yield* wrapRecords(
    "RemovedCases",
    map(readCases(deps, state, true), (of) => writeRemovedCase(of.caseNumber)),
  );
  yield* wrapRecords(
    "RemovedExhibits",
    map(readExhibits(deps, state, true), (one) => writeRemovedExhibit(one.caseNumber, one.exhibitNumber)),
  );
  yield* wrapRecords(
    "RemovedHits",
    map(readHits(deps, state, at, true), (hit) => writeRemovedHit(hit.id)),
  );
  yield writeEnd();
}

/** A case without exhibits has a row of its own. */
async function* writeCsv(deps: Needs, state: StateCode, bom: boolean): AsyncGenerator<string> {
  yield writeCsvHead(bom);
  const exhibits = readExhibits(deps, state);
  let next = await exhibits.next();
  for await (const of of readCases(deps, state)) {
    let rows = 0;
    while (next.done !== true && next.value.caseNumber === of.caseNumber) {
      yield writeCsvRow(of, next.value);
      rows += 1;
      next = await exhibits.next();
    }
    if (rows === 0) yield writeCsvRow(of, null);
  }
  // What was entered while the pages were read.
  for (; next.done !== true; next = await exhibits.next()) {
    const [of] = await findCasesByNumber(deps.sql, state, [next.value.caseNumber]);
    if (of !== undefined) yield writeCsvRow(of, next.value);
  }
}

async function* map<T>(items: AsyncIterable<T>, write: (item: T) => string): AsyncGenerator<string> {
  for await (const item of items) yield write(item);
}

async function* readCases({ sql }: Needs, state: StateCode, removed = false): AsyncGenerator<KnownCase> {
  for (let after = ""; ; ) {
    const page = await listCasesByNumber(sql, state, { after, removed }, PAGE);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.caseNumber ?? after;
  }
}

async function* readExhibits({ sql }: Needs, state: StateCode, removed = false): AsyncGenerator<KnownExhibit> {
  for (let after: readonly [string, string] = ["", ""]; ; ) {
    const page = await listExhibitsByNumber(sql, state, { after, removed }, PAGE);
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return;
    after = [last.caseNumber, last.exhibitNumber];
  }
}

async function* readHits({ sql }: Needs, state: StateCode, now: Date, removed = false) {
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listHitsOf>> = await listHitsOf(sql, state, { after, now, removed }, PAGE);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? null;
  }
}
