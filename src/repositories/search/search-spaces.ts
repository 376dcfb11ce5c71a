/** Spaces of vectors: those of one region, view and model version, which alone are compared. Each has its own partial index, and each region and version its own part of the table. */
import { z } from "zod";
import type { Region } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { writeLiteral } from "../sql-literal.ts";

/** "surface": heights, or what a side light's shading tells of them. "ring-light": what a ring light shows. */
export const SEARCH_VIEWS = ["surface", "ring-light"] as const;
export type SearchView = (typeof SEARCH_VIEWS)[number];

export interface ModelVersion {
  readonly id: string;
  readonly version: string;
}

export interface SearchSpace {
  readonly region: Region;
  readonly view: SearchView;
  readonly model: ModelVersion;
}

/** The views in which marks of a region are described. */
export function listViews(region: Region): readonly SearchView[] {
  return region === "LEA" ? ["surface"] : SEARCH_VIEWS;
}

/** SQL that is true where `features f` is of the space: in literals, for the planner takes a partial index only where it can prove it. */
export function sqlIsOfSpace({ region, view, model }: SearchSpace): string {
  return `f.region = ${writeLiteral(region)} and f.view = ${writeLiteral(view)}
    and f.model_id = ${writeLiteral(model.id)} and f.model_version = ${writeLiteral(model.version)}`;
}

const values = ({ region, view, model }: SearchSpace) => [region, view, model.id, model.version];
const ARGUMENTS = "$1::text, $2::text, $3::text, $4::text";

/** Makes the space's index where there is none. Fast while the space is empty; afterwards it takes as long as its vectors take. */
export async function createSpace(tx: SqlExecutor, space: SearchSpace): Promise<void> {
  await tx.query(`select create_space(${ARGUMENTS})`, values(space));
}

export async function dropSpace(tx: SqlExecutor, space: SearchSpace): Promise<void> {
  await tx.query(`select drop_space(${ARGUMENTS})`, values(space));
}

/**
 * Drops the part of the table that holds the region's vectors of the model version, whole, with its indexes; they leave no history. False
 * where it could not: they lie among those of other models, or somebody reads the table for long.
 */
export async function dropPartition(tx: SqlExecutor, region: Region, model: ModelVersion): Promise<boolean> {
  const { rows } = await tx.query("select drop_partition($1, $2, $3) as dropped", [region, model.id, model.version]);
  return rows[0]?.dropped === true;
}

/** What a vector takes in the index: 512 bytes, its neighbours at m = 24, and the page's rest (measured: 950 to 1,000). */
const BYTES_A_VECTOR = 900;

/** Whether the space has an index of about `count` vectors or more. From the file's size: counting would take longer than the search. */
export async function hasAbout(tx: SqlExecutor, space: SearchSpace, count: number): Promise<boolean> {
  const { rows } = await tx.query(
    `select coalesce(pg_relation_size(to_regclass(name_space(${ARGUMENTS}))), 0) as size`,
    values(space),
  );
  return Number(rows[0]?.size) >= Math.max(1, count * BYTES_A_VECTOR);
}

const planSchema = z.array(z.object({ Plan: z.object({ "Plan Rows": z.number() }) })).min(1);

/** About how many vectors of the space are of the calibre's group or of an unknown one, as the planner reckons; asked without a look at them. */
export async function estimateOfCalibre(tx: SqlExecutor, space: SearchSpace, calibreGroup: string): Promise<number> {
  const { rows } = await tx.query(
    `explain (format json) select 1 from features f where ${sqlIsOfSpace(space)}
       and (f.calibre_group = ${writeLiteral(calibreGroup)} or f.calibre_group is null)`,
    [],
  );
  const plan = rows[0]?.["QUERY PLAN"];
  return planSchema.parse(typeof plan === "string" ? JSON.parse(plan) : plan)[0]?.Plan["Plan Rows"] ?? 0;
}
