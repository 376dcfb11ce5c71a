import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import type { EvidenceFile } from "../analysis/tasks.ts";
import type { Deps } from "../deps.ts";
import { settleBlob } from "./settle-blob.ts";

/** An acquisition's file as it was received, with what its upload stated, for the analysis pool. */
export async function readAcquiredFile(deps: Pick<Deps, "blobs">, acquisition: Acquisition): Promise<EvidenceFile> {
  await settleBlob(deps, acquisition);
  const { fileName, region, lighting, micrometresPerPixel } = acquisition;
  return {
    bytes: await deps.blobs.readBlob(acquisition.blobKey),
    statement: { fileName, region, lighting, micrometresPerPixel: micrometresPerPixel ?? undefined },
  };
}
