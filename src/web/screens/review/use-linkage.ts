/** One linkage with its version: read again every half minute, so that what somebody else decided is seen before one's own is sent. */
import { api, askWithTag, type Schema } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";

export type Linkage = Schema<"LinkageDetail">;

const AGAIN_MS = 30_000;

export function useLinkage(linkageId: string) {
  return useAsked(
    ["linkages", "one", linkageId],
    () => askWithTag(api.GET("/v1/linkages/{linkageId}", { params: { path: { linkageId } } })),
    // Who comes back to it decides on how it stands, and not on how it was left.
    { refetchInterval: AGAIN_MS, staleTime: 0 },
  );
}

/** What a decision about a linkage changes on other pages. */
export const AFTER_DECISION = [["linkages"], ["verifications"], ["hits"], ["firearm-groups"], ["candidates"]] as const;
