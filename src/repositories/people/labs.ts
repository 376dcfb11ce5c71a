import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Lab {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly name: string;
  /** Whom another state's examiner calls about a candidate. */
  readonly contact: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  name: z.string(),
  contact: z.string(),
  created_at: z.date(),
});

function parseLab(row: unknown): Lab {
  const r = rowSchema.parse(row);
  return { id: r.id, ownerState: r.owner_state, name: r.name, contact: r.contact, createdAt: r.created_at };
}

/** Null where the state has a lab of this name. */
export async function insertLab(tx: SqlExecutor, lab: Lab): Promise<Lab | null> {
  const { rows } = await tx.query(
    `insert into labs (id, owner_state, name, contact, created_at) values ($1, $2, $3, $4, $5)
     on conflict (owner_state, name) do nothing returning *`,
    [lab.id, lab.ownerState, lab.name, lab.contact, lab.createdAt],
  );
  return rows[0] === undefined ? null : parseLab(rows[0]);
}

export async function findLab(tx: SqlExecutor, id: string): Promise<Lab | null> {
  const { rows } = await tx.query("select * from labs where id = $1", [id]);
  return rows[0] === undefined ? null : parseLab(rows[0]);
}

export async function listLabs(
  tx: SqlExecutor,
  filter: { ownerState: StateCode | null },
  page: PageRequest,
): Promise<Page<Lab>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from labs
     where ($1::text is null or owner_state = $1) and ($2::timestamptz is null or (created_at, id) > ($2, $3::uuid))
     order by created_at, id limit $4`,
    [filter.ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseLab), page, (lab) => [lab.createdAt.toISOString(), lab.id]);
}
