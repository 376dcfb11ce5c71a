/** No space is left for files, or none for this account. */
export const isFull = (error: unknown): boolean =>
  ["ENOSPC", "EDQUOT", "EROFS", "EFBIG"].includes(String((error as NodeJS.ErrnoException | null)?.code));
