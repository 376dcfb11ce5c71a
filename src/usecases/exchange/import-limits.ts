/** Limits of an import. Files beyond them are split by who sends them. */
export const IMPORT_LIMITS = {
  /** Of an XML or CSV. */
  fileBytes: 512 * 1024 * 1024,
  records: 100_000,
  /** So many faults are told at once. */
  errors: 100,
  /** Records that are held in memory at a time. */
  batch: 500,
} as const;
