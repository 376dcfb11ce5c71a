/** One linkage with its version, under one key for every page. */
import { api, askWithTag, type Schema } from "../api/client.ts";
import { useAsked } from "../app/queries.ts";

export type Linkage = Schema<"LinkageDetail">;

const AGAIN_MS = 30_000;

/**
 * `decided`: where one decides about it, or its marks are before one's eyes, it is read again every half minute: what somebody else did is seen
 * before one's own is sent, and what was withdrawn is not looked at for longer.
 */
export function useLinkage(linkageId: string, { decided = false }: { readonly decided?: boolean } = {}) {
  return useAsked(
    ["linkages", "one", linkageId],
    () => askWithTag(api.GET("/v1/linkages/{linkageId}", { params: { path: { linkageId } } })),
    // Who comes back to it decides on how it stands, and not on how it was left.
    decided ? { refetchInterval: AGAIN_MS, staleTime: 0 } : {},
  );
}

/** What a decision about a linkage changes on other pages. */
export const AFTER_DECISION = [["linkages"], ["verifications"], ["hits"], ["firearm-groups"], ["candidates"]] as const;
