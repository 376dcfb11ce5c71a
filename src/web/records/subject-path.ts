/** The page of what a notification is about; null where there is none. */
const ROOMS: Readonly<Record<string, string>> = {
  linkage: "/linkages/",
  hit: "/hits/",
  report: "/reports/",
  report_request: "/report-requests/",
};
const LISTS: Readonly<Record<string, string>> = { lab: "/queue", release: "/sharing", job: "/operation" };

export function pathOfSubject(kind: string, id: string): string | null {
  const room = ROOMS[kind];
  return room === undefined ? (LISTS[kind] ?? null) : room + encodeURIComponent(id);
}
