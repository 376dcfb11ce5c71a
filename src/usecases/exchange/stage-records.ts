import { type FieldError, RibinError } from "../../domain/errors.ts";
import { encodeCanonical } from "../../domain/exchange/encode-canonical.ts";
import { nameRecord, type ReadRecord, type RecordFault } from "../../domain/exchange/exchange-record.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findItem, type ImportItem, stageItems } from "../../repositories/exchange/import-items.ts";
import { IMPORT_LIMITS } from "./import-limits.ts";

/** A file of a bundle, as an item of its import. */
export interface StagedAcquisition {
  readonly kind: "acquisition";
  readonly value: Readonly<Record<string, unknown>> & { readonly sha256: string };
}
type Staged = Pick<ImportItem, "number" | "pass" | "kind" | "key" | "place" | "content">;
export type StagedRecord = ReadRecord | { readonly place: string; readonly record: StagedAcquisition };

const LAST_PASS = 5;

function toItem(read: Extract<StagedRecord, { record: unknown }>, number: number): Staged {
  const { record, place } = read;
  const staged = { number, kind: record.kind, place, content: { ...record.value } };
  if (record.kind === "acquisition") return { ...staged, pass: 4, key: record.value.sha256 };
  const key = nameRecord(record);
  if (record.kind === "case") return { ...staged, pass: 1, key };
  if (record.kind === "exhibit") return { ...staged, pass: record.value.category === "CAST" ? 3 : 2, key };
  return { ...staged, pass: LAST_PASS, key };
}

/**
 * Writes what was read, in batches, in the transaction of the import. A case that several rows state in the same words is one record.
 * @throws RibinError IMPORT_INVALID naming up to a hundred places and fields
 */
export async function stageRecords(
  tx: SqlExecutor,
  of: { readonly importId: string; readonly ownerState: string },
  records: AsyncIterable<StagedRecord> | Iterable<StagedRecord>,
): Promise<void> {
  const errors: FieldError[] = [];
  let batch: Staged[] = [];
  let number = 0;
  const flush = async () => {
    const twice = await stageItems(tx, of, batch);
    for (const item of batch.filter((one) => twice.includes(one.number))) {
      const first = await findItem(tx, of.importId, item.kind, item.key);
      const sameCase =
        item.kind === "case" && first !== null && encodeCanonical(first.content) === encodeCanonical(item.content);
      if (!sameCase) {
        errors.push(
          placeFault(item.place, {
            field: item.kind,
            message: `The same ${item.kind.replace("_", " ")} stands at ${first?.place ?? "another place"} already`,
            problem: item.kind === "case" ? "case_twice" : "record_twice",
          }),
        );
      }
    }
    batch = [];
  };
  for await (const read of records) {
    if ("errors" in read) errors.push(...read.errors.map((fault) => placeFault(read.place, fault)));
    else {
      number += 1;
      if (number > IMPORT_LIMITS.records) {
        throw new RibinError("IMPORT_INVALID", `The file has more than ${IMPORT_LIMITS.records} records; split it.`);
      }
      batch.push(toItem(read, number));
    }
    if (errors.length >= IMPORT_LIMITS.errors) break;
    if (batch.length >= IMPORT_LIMITS.batch) await flush();
  }
  if (batch.length > 0 && errors.length < IMPORT_LIMITS.errors) await flush();
  refuseErrors(errors);
  if (number === 0) throw new RibinError("IMPORT_INVALID", "The file has no record.");
}

const PLACE = /^(?:(row|line) |files\/)(\d+)$/;

/** A fault of a record with where the file has it, as a person counts there. */
export function placeFault(place: string, { field, ...fault }: RecordFault): FieldError {
  const found = PLACE.exec(place);
  const unit = found?.[1] === "row" || found?.[1] === "line" ? found[1] : "file";
  const at = found === null ? {} : { place: { unit, number: Number(found[2]) } as const };
  return { field: `${place}, ${field}`, ...at, name: field, ...fault };
}

/** Throws where there are errors; the first is in the message. */
export function refuseErrors(errors: readonly FieldError[]): void {
  const [first] = errors;
  if (first === undefined) return;
  const shown = errors.slice(0, IMPORT_LIMITS.errors);
  const more = shown.length > 1 ? ` (and ${shown.length - 1} more)` : "";
  throw new RibinError("IMPORT_INVALID", `${first.field}: ${first.message}.${more}`, { errors: shown });
}
