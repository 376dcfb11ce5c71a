/**
 * What arrives while a page is open. What is told to this person is asked for again and again, which shows nothing of any evidence and so
 * is no read of it; where something new was told, the pages that it is about are read anew, and it is seen without a reload.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ask } from "../api/client.ts";
import { useAsked } from "./queries.ts";

const LOOK_MS = 10_000;

/** What notifications are about, as the keys of what was read of it begin. */
const TOLD_OF = [
  "linkages",
  "verifications",
  "hits",
  "firearm-groups",
  "candidates",
  "report-requests",
  "reports",
  "releases",
  "notifications",
] as const;

/** Gives how many were told and not read. */
export function useArrivals(): number {
  const client = useQueryClient();
  const told = useAsked(
    ["notifications", "newest"],
    () => ask(api.GET("/v1/me/notifications", { params: { query: { limit: 1 } } })),
    { refetchInterval: LOOK_MS },
  );
  const newest = told.data === undefined ? null : (told.data.items[0]?.id ?? "none");
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (newest === null) return;
    const before = seen.current;
    seen.current = newest;
    if (before === null || before === newest) return;
    for (const key of TOLD_OF) void client.invalidateQueries({ queryKey: [key] });
  }, [newest, client]);
  return told.data?.unread ?? 0;
}
