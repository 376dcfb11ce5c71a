/** What tests of the partitions of vectors do: they make spaces, describe marks, and ask what lies where. */
import type { Region } from "../../src/domain/vocabulary.ts";
import type { OwnerSql, SqlExecutor } from "../../src/ports/sql.ts";
import { upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import {
  createSpace,
  listViews,
  type ModelVersion,
  type SearchView,
} from "../../src/repositories/search/search-spaces.ts";
import type { Evidence } from "./decision-world.ts";

/** A unit vector whose cosine with the first axis is `cosine`. */
export function makeVector(cosine: number): Float32Array {
  const vector = new Float32Array(256);
  vector[0] = cosine;
  vector[1] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

export function workOnPartitions(getSql: () => OwnerSql) {
  const register = async (region: Region, model: ModelVersion, tx: SqlExecutor = getSql()) => {
    for (const view of listViews(region)) await createSpace(tx, { region, view, model });
  };
  const describe = (evidence: Evidence, model: ModelVersion, cosine = 1, tx: SqlExecutor = getSql()) =>
    upsertFeature(tx, {
      acquisitionId: evidence.acquisitionId,
      ownerState: evidence.case.ownerState,
      region: "BreechFace",
      modelId: model.id,
      modelVersion: model.version,
      ...{ view: "surface", own: true, vector: makeVector(cosine), preparation: "test", preparationVersion: "1" },
      ...{ preparedKey: `prepared/${evidence.acquisitionId}`, preparedSha256: null, outlineVersion: 0 },
      createdAt: new Date(),
    });
  const query = async (text: string, values: readonly unknown[] = [], tx: SqlExecutor = getSql()) =>
    (await tx.query(text, [...values])).rows;
  const listParts = async () =>
    (
      await query(
        "select relid::regclass::text as name from pg_partition_tree('features') where isleaf order by relid::regclass::text",
      )
    ).map(({ name }) => name);
  const findPart = async (evidence: Evidence, model: ModelVersion) =>
    (
      await query(
        "select tableoid::regclass::text as part from features where acquisition_id = $1 and model_id = $2 and model_version = $3",
        [evidence.acquisitionId, model.id, model.version],
      )
    ).map(({ part }) => part);
  const findIndexed = async (region: Region, view: SearchView, model: ModelVersion) =>
    (
      await query(
        "select indrelid::regclass::text as of from pg_index where indexrelid = to_regclass(name_space($1, $2, $3, $4))",
        [region, view, model.id, model.version],
      )
    ).map((row) => row.of);

  return { register, describe, query, listParts, findPart, findIndexed };
}
