import type { Acquisition } from "../repositories/acquisitions.ts";

/** An acquisition without the keys under which its files lie in the store. */
export interface AcquisitionView extends Omit<Acquisition, "blobKey" | "previewKey"> {
  readonly hasPreview: boolean;
}

export function viewAcquisition(acquisition: Acquisition): AcquisitionView {
  const { blobKey: _blob, previewKey, ...rest } = acquisition;
  return { ...rest, hasPreview: previewKey !== null };
}
