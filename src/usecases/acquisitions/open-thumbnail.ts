import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { RequestContext } from "../../domain/context.ts";
import type { Deps } from "../deps.ts";
import { type OpenedImage, openAcquisitionImage } from "./open-acquisition-image.ts";

/** The picture of an acquisition within a square of `side` pixels, for lists over slow lines; by the same right, and with the same errors. */
export async function openThumbnail(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pictures">,
  context: RequestContext,
  { id, side }: { readonly id: string; readonly side: number },
): Promise<OpenedImage> {
  const whole = await openAcquisitionImage(deps, context, { id, variant: "preview" });
  const small = await deps.pictures.shrinkPng(await buffer(whole.stream), side);
  return { ...whole, stream: Readable.from([small], { objectMode: false }), sizeBytes: small.length };
}
