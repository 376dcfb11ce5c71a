import { z } from "zod";
import type { ArmsByKind } from "../../domain/intelligence/arms-tables.ts";
import { firearmKindSchema } from "../../domain/intelligence/firearm.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { StatisticsReader } from "./statistics.ts";

const count = z.coerce.number();
const rowSchema = z
  .object({
    state: stateCodeSchema,
    year: count,
    kind: firearmKindSchema,
    arms: count,
    seized: count,
    found: count,
    surrendered: count,
    marked: count,
    marked_known: count,
    requested: count,
    traced: count,
    established: count,
    not_traced: count,
    waiting: count,
  })
  .transform(({ marked_known: markedKnown, not_traced: notTraced, ...row }) => ({ ...row, markedKnown, notTraced }));

/** By the year of recovery, both years included. */
export async function readArms(
  tx: SqlExecutor,
  reader: StatisticsReader,
  years: { readonly first: number; readonly last: number },
): Promise<readonly ArmsByKind[]> {
  const { rows } = await tx.query("select * from read_arms($1, $2, $3, $4)", [
    reader.state,
    reader.everybody,
    years.first,
    years.last,
  ]);
  return rows.map((row) => rowSchema.parse(row));
}
