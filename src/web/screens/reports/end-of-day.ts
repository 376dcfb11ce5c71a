/** The last moment of a calendar day (YYYY-MM-DD) where the reader is: a date in a form counts with its day. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}
