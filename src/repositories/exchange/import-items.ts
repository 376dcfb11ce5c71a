import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage } from "../page.ts";

const ITEM_KINDS = ["case", "exhibit", "acquisition", "hit", "removed_case", "removed_exhibit", "removed_hit"] as const;
export const ITEM_OUTCOMES = ["new", "same", "conflict", "noted"] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];
export const ITEM_RESULTS = ["created", "same", "conflict", "noted", "refused"] as const;
export type ItemResult = (typeof ITEM_RESULTS)[number];

const differenceSchema = z.object({ field: z.string(), here: z.unknown(), there: z.unknown() });

const itemSchema = z.object({
  number: z.number(),
  pass: z.number(),
  kind: z.enum(ITEM_KINDS),
  key: z.string(),
  place: z.string(),
  content: z.record(z.string(), z.unknown()),
  outcome: z.enum(ITEM_OUTCOMES),
  /** Of a conflict: what the system has (`here`) and what the file says (`there`). */
  differences: z.array(differenceSchema),
  remark: z.string().nullable(),
  result: z.enum(ITEM_RESULTS).nullable(),
  recordId: z.string().nullable(),
});
export type ImportItem = z.infer<typeof itemSchema>;
export type Difference = z.infer<typeof differenceSchema>;

const COLUMNS = `number, pass, kind, key, place, content, outcome, differences, remark, result, record_id as "recordId"`;

/** Staged as "new" until it is held against the system. The numbers of those that stand in the file already are given back. */
export async function stageItems(
  tx: SqlExecutor,
  of: { readonly importId: string; readonly ownerState: string },
  items: readonly Pick<ImportItem, "number" | "pass" | "kind" | "key" | "place" | "content">[],
): Promise<readonly number[]> {
  const { rows } = await tx.query(
    `insert into import_items (import_id, owner_state, number, pass, kind, key, place, content, outcome)
     select $1, $2, i.number, i.pass, i.kind, i.key, i.place, i.content, 'new'
     from jsonb_to_recordset($3::jsonb) as i (number integer, pass smallint, kind text, key text, place text, content jsonb)
     order by i.number
     on conflict (import_id, kind, key) do nothing returning number`,
    [of.importId, of.ownerState, JSON.stringify(items)],
  );
  const staged = new Set(rows.map((row) => Number(row.number)));
  return items.map((item) => item.number).filter((number) => !staged.has(number));
}

/** The item that was staged under a key. */
export async function findItem(
  tx: SqlExecutor,
  importId: string,
  kind: ImportItem["kind"],
  key: string,
): Promise<ImportItem | null> {
  const { rows } = await tx.query(
    `select ${COLUMNS} from import_items where import_id = $1 and kind = $2 and key = $3`,
    [importId, kind, key],
  );
  return rows[0] === undefined ? null : itemSchema.parse(rows[0]);
}

/** Which of these keys the file has records of. */
export async function listStagedKeys(
  tx: SqlExecutor,
  importId: string,
  kind: ImportItem["kind"],
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query(
    "select key from import_items where import_id = $1 and kind = $2 and key = any ($3)",
    [importId, kind, keys],
  );
  return new Set(rows.map((row) => String(row.key)));
}

/** Of these keys those that are in conflict with the system. */
export async function listConflictKeys(
  tx: SqlExecutor,
  importId: string,
  kind: ImportItem["kind"],
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query(
    "select key from import_items where import_id = $1 and kind = $2 and (outcome = 'conflict' or result in ('conflict', 'refused')) and key = any ($3)",
    [importId, kind, keys],
  );
  return new Set(rows.map((row) => String(row.key)));
}

/** In the order in which they are applied; `after`: pass and number of the last one before. */
export async function listItemsToApply(
  tx: SqlExecutor,
  importId: string,
  after: readonly [pass: number, number: number],
  limit: number,
): Promise<ImportItem[]> {
  const { rows } = await tx.query(
    `select ${COLUMNS} from import_items where import_id = $1 and (pass, number) > ($2::smallint, $3::integer)
     order by pass, number limit $4`,
    [importId, ...after, limit],
  );
  return z.array(itemSchema).parse(rows);
}

export interface Judgement {
  readonly number: number;
  readonly outcome: ItemOutcome;
  readonly differences: readonly Difference[];
  readonly remark: string | null;
}

export async function judgeItems(tx: SqlExecutor, importId: string, judged: readonly Judgement[]): Promise<void> {
  await tx.query(
    `update import_items as i set outcome = j.outcome, differences = j.differences, remark = j.remark
     from jsonb_to_recordset($2::jsonb) as j (number integer, outcome text, differences jsonb, remark text)
     where i.import_id = $1 and i.number = j.number`,
    [importId, JSON.stringify(judged)],
  );
}

export async function settleItem(
  tx: SqlExecutor,
  importId: string,
  number: number,
  settled: { readonly result: ItemResult; readonly recordId: string | null; readonly remark: string | null },
): Promise<void> {
  await tx.query(
    "update import_items set result = $3, record_id = $4, remark = coalesce($5, remark) where import_id = $1 and number = $2",
    [importId, number, settled.result, settled.recordId, settled.remark],
  );
}

const countSchema = z.object({ word: z.string(), count: z.coerce.number() });

/** How many of each outcome, or, once it is applied, of each result. */
export async function countItems(
  tx: SqlExecutor,
  importId: string,
  of: "outcome" | "result",
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await tx.query(
    `select ${of} as word, count(*) as count from import_items where import_id = $1 and ${of} is not null group by 1 order by 1`,
    [importId],
  );
  return Object.fromEntries(rows.map((row) => countSchema.parse(row)).map(({ word, count }) => [word, count]));
}

const numberKeySchema = z.tuple([z.string().regex(/^\d{1,9}$/)]);

export async function listItems(
  tx: SqlExecutor,
  filter: { readonly importId: string; readonly outcome: ItemOutcome | null },
  page: PageRequest,
): Promise<Page<ImportItem>> {
  const after = page.after === null ? null : numberKeySchema.safeParse(page.after);
  if (after?.success === false) throw new RibinError("CURSOR_INVALID");
  const { rows } = await tx.query(
    `select ${COLUMNS} from import_items where import_id = $1 and ($2::text is null or outcome = $2) and number > $3::integer
     order by number limit $4`,
    [filter.importId, filter.outcome, after?.data?.[0] ?? 0, page.limit + 1],
  );
  return readPage(z.array(itemSchema).parse(rows), page, (item) => [String(item.number)]);
}
