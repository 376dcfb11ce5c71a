/** A viewing of a 2D image as it was received: opened once, recorded once, then asked for tile by tile. */
import { useCallback } from "react";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";
import type { LoadTile } from "../../viewers/tile-store.ts";

export type ImageViewing = Schema<"ImageViewing">;

export function useImageViewing(acquisitionId: string) {
  return useAsked(
    ["image", acquisitionId],
    () => ask(api.GET("/v1/acquisitions/{acquisitionId}/image", { params: { path: { acquisitionId } } })),
    // Each opening is recorded; what went out of sight is not kept for the next who sits here.
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  );
}

export function useLoadTile({ acquisitionId, viewing }: ImageViewing): LoadTile<ImageBitmap> {
  return useCallback(
    async ({ level, column, row }, signal) => {
      const params = { path: { acquisitionId }, query: { viewing, level, column, row } };
      const tile = await ask(api.GET("/v1/acquisitions/{acquisitionId}/tile", { params, parseAs: "blob", signal }));
      return createImageBitmap(tile as unknown as Blob);
    },
    [acquisitionId, viewing],
  );
}
