/** What goes into a query: both drivers take the same values, and a vector in pgvector's own text form. */
import { toSql } from "pgvector";

/** A Float32Array is a vector (cast it in the SQL to vector or halfvec); undefined is null. */
export function writeValues(values: readonly unknown[]): unknown[] {
  return values.map((value) => (value instanceof Float32Array ? toSql(Array.from(value)) : (value ?? null)));
}
