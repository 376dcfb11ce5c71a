/** The pictures of one pair of marks that were kept in the bench notes. */
import { api, ask, type Schema } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";

export type KeptPicture = Schema<"ComparisonPicture">;

export const picturesKey = (linkageId: string) => ["linkages", linkageId, "pictures"] as const;
const STALE_MS = 60_000;

export function usePictures(linkageId: string) {
  return useAsked(
    picturesKey(linkageId),
    () => ask(api.GET("/v1/linkages/{linkageId}/pictures", { params: { path: { linkageId } } })),
    { staleTime: STALE_MS },
  );
}
