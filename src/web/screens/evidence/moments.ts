/** Moments as a browser's field holds them (the reader's own clock) and as the API has them. */

/** For `<input type="datetime-local">`; empty for none. */
export function toField(iso: string | null): string {
  if (iso === null) return "";
  const date = new Date(iso);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The reader's own day. */
export function today(): string {
  return toField(new Date().toISOString()).slice(0, 10);
}

export function fromField(text: string): string | null {
  return text === "" ? null : new Date(text).toISOString();
}
