/** The moment at which a day that somebody chose is over, in their own time zone: "until 30 June" holds on that day still. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}
