import { z } from "zod";
import { languageSchema } from "../../domain/language.ts";
import { type ReportDocument, reportDocumentSchema } from "../../domain/report.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlMayBeNamed } from "../evidence/exhibit-sides.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";
import { combine, mergeInOrder, sqlMostly, Values } from "../review/merged-pages.ts";

export interface Report {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly number: string;
  readonly kind: "lead" | "hit";
  readonly linkageId: string;
  readonly hitId: string | null;
  readonly issuedTo: string;
  readonly document: ReportDocument;
  readonly pdfKey: string;
  readonly pdfSha256: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  number: z.string(),
  kind: z.enum(["lead", "hit"]),
  linkage_id: z.string(),
  hit_id: z.string().nullable(),
  issued_to: z.string(),
  document: reportDocumentSchema,
  pdf_key: z.string(),
  pdf_sha256: z.string(),
  created_at: z.date(),
});

function parseReport(row: unknown): Report {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    number: r.number,
    kind: r.kind,
    linkageId: r.linkage_id,
    hitId: r.hit_id,
    issuedTo: r.issued_to,
    document: r.document,
    pdfKey: r.pdf_key,
    pdfSha256: r.pdf_sha256,
    createdAt: r.created_at,
  };
}

/** The next number of a report, e.g. RIBIN-2026-000123. A number whose report fails is not given again: gaps are possible. */
export async function takeReportNumber(tx: SqlExecutor, at: Date): Promise<string> {
  const { rows } = await tx.query("select nextval('report_numbers') as number");
  const number = z.coerce.number().parse(rows[0]?.number);
  return `RIBIN-${at.getUTCFullYear()}-${String(number).padStart(6, "0")}`;
}

export async function insertReport(tx: SqlExecutor, row: Report): Promise<void> {
  await tx.query(
    `insert into reports (id, owner_state, number, kind, linkage_id, hit_id, issued_to, document, pdf_key, pdf_sha256,
       created_at, language)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.ownerState,
      row.number,
      row.kind,
      row.linkageId,
      row.hitId,
      row.issuedTo,
      JSON.stringify(row.document),
      row.pdfKey,
      row.pdfSha256,
      row.createdAt,
      row.document.language,
    ],
  );
}

export async function findReport(tx: SqlExecutor, id: string): Promise<Report | null> {
  const { rows } = await tx.query("select * from reports where id = $1", [id]);
  return rows[0] === undefined ? null : parseReport(rows[0]);
}

/** A report in a list: without case facts, which are shown, and the read recorded, where it is opened. */
export interface ListedReport
  extends Pick<Report, "id" | "number" | "kind" | "linkageId" | "hitId" | "issuedTo" | "createdAt"> {
  readonly language: ReportDocument["language"];
  /** Of the pair, as the report has them. */
  readonly states: readonly StateCode[];
  /** Null while it stands. */
  readonly withdrawnAt: Date | null;
}

const listedSchema = rowSchema
  .pick({ id: true, number: true, kind: true, linkage_id: true, hit_id: true, issued_to: true, created_at: true })
  .extend({ language: languageSchema, states: z.array(stateCodeSchema), withdrawn_at: z.date().nullable() });

const LISTED = `select r.id, r.number, r.kind, r.linkage_id, r.hit_id, r.issued_to, r.created_at, r.language,
    array(select side ->> 'state' from jsonb_array_elements(r.document -> 'sides') side) as states,
    (select w.withdrawn_at from report_withdrawals w where w.report_id = r.id) as withdrawn_at
  from reports r join linkages l on l.id = r.linkage_id`;

/** Those that were issued to that person, or to anybody of that state; newest first. `viewer`: the state of the reader. */
export async function listReports(
  tx: SqlExecutor,
  filter: {
    readonly issuedTo: string;
    readonly ofState: StateCode | null;
    readonly viewer: StateCode;
    readonly now: Date;
  },
  page: PageRequest,
): Promise<Page<ListedReport>> {
  const [time, id] = readTimeIdKey(page);
  const values = new Values();
  const own = values.add(filter.issuedTo, "uuid");
  const whose = [`r.issued_to = ${own}`];
  if (filter.ofState !== null)
    whose.push(`r.owner_state = ${values.add(filter.ofState, "text")} and r.issued_to <> ${own}`);
  const [viewer, now] = [values.add(filter.viewer, "text"), values.add(filter.now, "timestamptz")];
  const named = ["l.exhibit_a", "l.exhibit_b"].map((side) => sqlMostly(sqlMayBeNamed(side, viewer, now))).join(" and ");
  const after =
    time === null ? "true" : `(r.created_at, r.id) < (${values.add(time, "timestamptz")}, ${values.add(id, "uuid")})`;
  const conditions = combine(whose, [`${named} and ${after}`]);
  const sql = mergeInOrder(LISTED, conditions, "created_at desc, id desc", values.add(page.limit + 1, "bigint"));
  const { rows } = await tx.query(sql, values.list);
  return readPage(rows.map(parseListed), page, (row) => [row.createdAt.toISOString(), row.id]);
}

function parseListed(row: unknown): ListedReport {
  const r = listedSchema.parse(row);
  return {
    id: r.id,
    number: r.number,
    kind: r.kind,
    language: r.language,
    linkageId: r.linkage_id,
    hitId: r.hit_id,
    issuedTo: r.issued_to,
    states: r.states,
    withdrawnAt: r.withdrawn_at,
    createdAt: r.created_at,
  };
}

/** What a report is about, without what it shows. */
export interface ReportHead extends Pick<Report, "id" | "ownerState" | "number" | "kind" | "linkageId" | "issuedTo"> {
  /** Of the pair. */
  readonly states: readonly [StateCode, StateCode];
}

const headSchema = rowSchema
  .pick({ id: true, owner_state: true, number: true, kind: true, linkage_id: true, issued_to: true })
  .extend({ state_a: stateCodeSchema, state_b: stateCodeSchema });

/** Of a report of the state that asks, whoever may read the report itself. */
export async function findReportHead(tx: SqlExecutor, id: string): Promise<ReportHead | null> {
  const { rows } = await tx.query("select * from report_head($1)", [id]);
  if (rows[0] === undefined) return null;
  const r = headSchema.parse(rows[0]);
  return {
    id: r.id,
    ownerState: r.owner_state,
    number: r.number,
    kind: r.kind,
    linkageId: r.linkage_id,
    issuedTo: r.issued_to,
    states: [r.state_a, r.state_b],
  };
}

/** Holds the evidence of a report of the state that asks against a purge, until the transaction ends. */
export async function holdReport(tx: SqlExecutor, id: string): Promise<void> {
  await tx.query("select hold_report($1)", [id]);
}

/** The document as it was kept, whatever members later versions of the program know. */
export async function findKeptDocument(tx: SqlExecutor, id: string): Promise<unknown> {
  const { rows } = await tx.query("select document from reports where id = $1", [id]);
  return rows[0]?.document ?? null;
}
