import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import type { ImagePyramid, TilePlace } from "../../ports/image-pyramids.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { listStandingReleases } from "../../repositories/sharing/releases.ts";
import { recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { hashToken } from "../sign-in/tokens.ts";
import { findImage } from "./find-image.ts";
import { readUnaltered } from "./read-unaltered.ts";
import { settleBlob } from "./settle-blob.ts";

export interface ImageViewing extends ImagePyramid {
  readonly acquisitionId: string;
  /** Given with each tile: it says that this viewing was recorded, of this sign-in, for this purpose and under this release. */
  readonly viewing: string;
  readonly expiresAt: Date;
  readonly micrometresPerPixel: number | null;
}

const VIEWING_HOURS = 8;
const HOUR_MS = 3_600_000;

/**
 * Opens a 2D image as it was received, for a viewer that asks for tiles; recorded as the reading of its file is, once. Errors: NOT_FOUND,
 * FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, CONFLICT (a surface), IMAGE_UNREADABLE, EVIDENCE_ALTERED, FILE_NOT_FOUND.
 */
export async function openImageViewing(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "secretBox" | "imagePyramids">,
  context: RequestContext,
  input: { readonly id: string; readonly token: string },
): Promise<ImageViewing> {
  const { found, target, subject } = await findImage(deps, context, { id: input.id, original: true });
  if (found.format === "X3P") throw new RibinError("CONFLICT", "This acquisition is a surface; it has no 2D image.");
  const pyramid = await deps.imagePyramids.open(found.id, () => readReceived(deps, found));
  await recordForeignRead(deps, context, "acquisition.image_read", target, subject);
  const expiresAt = new Date(deps.clock.now().getTime() + VIEWING_HOURS * HOUR_MS);
  const [release = ""] = await listReleasesOf(deps, context, found);
  const sealed = `${expiresAt.toISOString()} ${release}`;
  const viewing = await deps.secretBox.seal(sealed, ownerOf(found, context, input.token));
  const { incrementX } = found.inspection as { incrementX?: number | null };
  const stated = found.scaleKnown && typeof incrementX === "number" ? incrementX * 1e6 : null;
  return { ...pyramid, acquisitionId: found.id, viewing, expiresAt, micrometresPerPixel: stated };
}

/**
 * One tile of a viewing that is open, after the same checks as the viewing; it is not recorded again. Errors: as `openImageViewing`, and
 * VALIDATION_FAILED (viewing: of somebody else, of another image, sign-in or purpose, run out, or its release ended).
 */
export async function readImageTile(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "secretBox" | "imagePyramids">,
  context: RequestContext,
  input: TilePlace & { readonly id: string; readonly viewing: string; readonly token: string },
): Promise<Uint8Array> {
  const { found } = await findImage(deps, context, { id: input.id, original: true });
  if (found.format === "X3P") throw new RibinError("CONFLICT", "This acquisition is a surface; it has no 2D image.");
  const sealed = await deps.secretBox.open(input.viewing, ownerOf(found, context, input.token)).catch(() => null);
  const [until = "", release = ""] = sealed?.split(" ") ?? [];
  // Another release is not the one under which this viewing was recorded.
  const stands = (await listReleasesOf(deps, context, found)).includes(release);
  if (sealed === null || !stands || new Date(until) <= deps.clock.now()) {
    const message = "This viewing is not open, or no longer; open it with GET /v1/acquisitions/{id}/image.";
    throw refuseField("viewing", message);
  }
  // Another process of the service may have opened it, and what was not looked at for long is not kept.
  await deps.imagePyramids.open(found.id, () => readReceived(deps, found));
  const tile = await deps.imagePyramids.cutTile(found.id, input);
  if (tile === null) throw new RibinError("NOT_FOUND", "The image has no such tile.");
  return tile;
}

/** Under which another state's image may be seen as it was received; the own needs none, which is the empty one. */
async function listReleasesOf(
  { sql, clock }: Pick<Deps, "sql" | "clock">,
  { actor }: RequestContext,
  { exhibitId, ownerState }: Acquisition,
): Promise<readonly string[]> {
  if (actor.state === null || ownerState === actor.state) return [""];
  return listStandingReleases(sql, exhibitId, actor.state, clock.now());
}

/** Whose a viewing is: of one sign-in, and of another state's image of the purpose under which it was recorded. */
function ownerOf({ id, ownerState }: Acquisition, { actor }: RequestContext, token: string): string {
  const purpose = ownerState === actor.state ? "own" : String(actor.work?.id);
  return `image viewing ${id} ${actor.id} ${hashToken(token)} ${purpose}`;
}

async function readReceived(deps: Pick<Deps, "blobs">, found: Acquisition): Promise<Uint8Array> {
  await settleBlob(deps, found);
  const file = { key: found.blobKey, sha256: found.sha256 };
  return readUnaltered(deps, file, "The stored file's bytes are not those that were received.");
}
