/** What was decided, removed or withdrawn meanwhile is on the page as soon as something is refused for it, and not at its next look. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Refusal } from "../../api/refusal.ts";

const OVERTAKEN: readonly Refusal["code"][] = [
  "PRECONDITION_FAILED",
  "CONFLICT",
  "RECORD_REMOVED",
  "NOT_FOUND",
  "FORBIDDEN",
  "VERIFIER_NOT_ASSIGNED",
];

export function useOvertaken(refusal: Refusal | null): void {
  const client = useQueryClient();
  const stale = refusal !== null && OVERTAKEN.includes(refusal.code);
  useEffect(() => {
    if (!stale) return;
    void client.invalidateQueries({ queryKey: ["linkages", "one"] });
    void client.invalidateQueries({ queryKey: ["verifications"] });
  }, [stale, client]);
}
