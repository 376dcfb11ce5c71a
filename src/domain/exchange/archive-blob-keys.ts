/** Which members of an archive's records name files of the store. */
import { z } from "zod";

export interface NamedBlob {
  readonly member: string;
  readonly key: string;
  /** Null where the record does not state it. */
  readonly sha256: string | null;
}

/** By table: the member that names the file, and the one that states its hash. */
export const BLOB_MEMBERS: Readonly<Record<string, readonly (readonly [key: string, sha256: string | null])[]>> = {
  acquisitions: [
    ["blob_key", "sha256"],
    ["preview_key", null],
  ],
  features: [["prepared_key", "prepared_sha256"]],
  feature_history: [["prepared_key", "prepared_sha256"]],
  comparisons: [
    ["mark_key_a", "mark_sha256_a"],
    ["mark_key_b", "mark_sha256_b"],
  ],
  reports: [["pdf_key", "pdf_sha256"]],
  comparison_pictures: [["blob_key", "sha256"]],
};

/** What the prepared lands of a whole bullet are: an array within the record. */
const LANDS_TABLE = "bullet_comparisons";

/** What a purge leaves in the place of a key; nothing lies there. */
const PURGED = "purged/";

const textSchema = z.string().nullish();
const landsSchema = z.object({ lands: z.array(z.object({ key: z.string(), sha256: textSchema })) });

/** The table that a file of an archive has the records of; null where it is no file of records. */
export function readRecordTable(path: string): string | null {
  return /^records\/(\w+)\.jsonl$/.exec(path)?.[1] ?? null;
}

export function namesBlobs(table: string): boolean {
  return table === LANDS_TABLE || BLOB_MEMBERS[table] !== undefined;
}

/** The files that a record of `table` names, without those that a purge deleted. Throws a ZodError where a member is of another kind. */
export function listNamedBlobs(table: string, record: unknown): readonly NamedBlob[] {
  return readAll(table, record).filter(({ key }) => !key.startsWith(PURGED));
}

function readAll(table: string, record: unknown): NamedBlob[] {
  if (table === LANDS_TABLE) {
    const { lands } = landsSchema.parse(record);
    return lands.map(({ key, sha256 }, index) => ({ member: `lands.${index}.key`, key, sha256: sha256 ?? null }));
  }
  const members = z.record(z.string(), z.unknown()).parse(record);
  return (BLOB_MEMBERS[table] ?? []).flatMap(([member, hash]) => {
    const key = textSchema.parse(members[member]);
    const sha256 = hash === null ? null : (textSchema.parse(members[hash]) ?? null);
    return key == null ? [] : [{ member, key, sha256 }];
  });
}
