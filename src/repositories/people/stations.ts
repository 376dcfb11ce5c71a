import { z } from "zod";
import type { Actor, StationScope } from "../../domain/permission.ts";
import { STATION_ACTIONS, type StationAction } from "../../domain/permission-grants.ts";
import { type ExhibitType, exhibitTypeSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** An acquisition station: a microscope's computer with a bearer token of its own. */
export interface Station {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** null: never, as was possible before tokens expired. */
  readonly expiresAt: Date | null;
  /** null: everything that a station may do. */
  readonly allowedActions: readonly StationAction[] | null;
  /** null: exhibits of every type. */
  readonly allowedExhibitTypes: readonly ExhibitType[] | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string(),
  name: z.string(),
  created_by: z.string(),
  created_at: z.date(),
  expires_at: z.date().nullable(),
  allowed_actions: z.array(z.enum(STATION_ACTIONS)).nullable(),
  allowed_exhibit_types: z.array(exhibitTypeSchema).nullable(),
  last_used_at: z.date().nullable(),
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
    expiresAt: r.expires_at,
    allowedActions: r.allowed_actions,
    allowedExhibitTypes: r.allowed_exhibit_types,
    lastUsedAt: r.last_used_at,
    revokedAt: r.revoked_at,
  };
}

const COLUMNS = `id, owner_state, lab_id, name, created_by, created_at, expires_at, allowed_actions, allowed_exhibit_types,
  last_used_at, revoked_at`;

/** Null where the lab has a station of this name. */
export async function insertStation(
  tx: SqlExecutor,
  station: Omit<Station, "revokedAt" | "lastUsedAt"> & { tokenHash: string },
): Promise<Station | null> {
  const { rows } = await tx.query(
    `insert into stations (id, owner_state, lab_id, name, token_hash, created_by, created_at, expires_at,
       allowed_actions, allowed_exhibit_types)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (lab_id, name) do nothing returning ${COLUMNS}`,
    [
      station.id,
      station.ownerState,
      station.labId,
      station.name,
      station.tokenHash,
      station.createdBy,
      station.createdAt,
      station.expiresAt,
      station.allowedActions,
      station.allowedExhibitTypes,
    ],
  );
  return rows[0] === undefined ? null : parseStation(rows[0]);
}

export async function findStation(tx: SqlExecutor, id: string): Promise<Station | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from stations where id = $1`, [id]);
  return rows[0] === undefined ? null : parseStation(rows[0]);
}

/** Null when the token is unknown, expired or revoked. */
export async function findStationActor(
  tx: SqlExecutor,
  tokenHash: string,
  now: Date,
): Promise<{ actor: Actor; lastUsedAt: Date | null } | null> {
  const { rows } = await tx.query(
    `select ${COLUMNS} from stations
     where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
    [tokenHash, now],
  );
  if (rows[0] === undefined) return null;
  const { id, ownerState, labId, lastUsedAt, allowedActions, allowedExhibitTypes } = parseStation(rows[0]);
  const actor: Actor = { kind: "station", id, state: ownerState, labId, roles: [] };
  if (allowedActions === null && allowedExhibitTypes === null) return { actor, lastUsedAt };
  const scope: StationScope = { actions: allowedActions, exhibitTypes: allowedExhibitTypes };
  return { actor: { ...actor, scope }, lastUsedAt };
}

export async function touchStation(tx: SqlExecutor, id: string, at: Date): Promise<void> {
  await tx.query(
    "update stations set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)",
    [id, at],
  );
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
