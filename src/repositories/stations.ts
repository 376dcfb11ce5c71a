import { z } from "zod";
import type { Actor } from "../domain/permission.ts";
import { type StateCode, stateCodeSchema } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "./page.ts";

/** An acquisition station: a microscope's computer with a bearer token of its own. */
export interface Station {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string(),
  name: z.string(),
  created_by: z.string(),
  created_at: z.date(),
  revoked_at: z.date().nullable(),
});

function parseStation(row: unknown): Station {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    labId: r.lab_id,
    name: r.name,
    createdBy: r.created_by,
    createdAt: r.created_at,
    revokedAt: r.revoked_at,
  };
}

const COLUMNS = "id, owner_state, lab_id, name, created_by, created_at, revoked_at";

/** Null where the lab has a station of this name. */
export async function insertStation(
  tx: SqlExecutor,
  station: Omit<Station, "revokedAt"> & { tokenHash: string },
): Promise<Station | null> {
  const { rows } = await tx.query(
    `insert into stations (id, owner_state, lab_id, name, token_hash, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (lab_id, name) do nothing returning ${COLUMNS}`,
    [
      station.id,
      station.ownerState,
      station.labId,
      station.name,
      station.tokenHash,
      station.createdBy,
      station.createdAt,
    ],
  );
  return rows[0] === undefined ? null : parseStation(rows[0]);
}

export async function findStation(tx: SqlExecutor, id: string): Promise<Station | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from stations where id = $1`, [id]);
  return rows[0] === undefined ? null : parseStation(rows[0]);
}

/** Null when the token is unknown or revoked. */
export async function findStationActor(tx: SqlExecutor, tokenHash: string): Promise<Actor | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from stations where token_hash = $1 and revoked_at is null`, [
    tokenHash,
  ]);
  if (rows[0] === undefined) return null;
  const station = parseStation(rows[0]);
  return { kind: "station", id: station.id, state: station.ownerState, labId: station.labId, roles: [] };
}

/** Null where it is revoked already. */
export async function revokeStation(tx: SqlExecutor, id: string, at: Date): Promise<Station | null> {
  const { rows } = await tx.query(
    `update stations set revoked_at = $2 where id = $1 and revoked_at is null returning ${COLUMNS}`,
    [id, at],
  );
  return rows[0] === undefined ? null : parseStation(rows[0]);
}

export async function listStations(
  tx: SqlExecutor,
  filter: { ownerState: StateCode },
  page: PageRequest,
): Promise<Page<Station>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select ${COLUMNS} from stations
     where owner_state = $1 and ($2::timestamptz is null or (created_at, id) > ($2, $3::uuid))
     order by created_at, id limit $4`,
    [filter.ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseStation), page, (station) => [station.createdAt.toISOString(), station.id]);
}
