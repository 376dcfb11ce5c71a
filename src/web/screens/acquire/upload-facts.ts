/** What is said of a file on its way: as the person types it, and as the API takes it. */
import type { Schema } from "../../api/client.ts";
import { guessFacts, isScan, type Region } from "../../uploads/guess-region.ts";
import type { AcquisitionFacts } from "../../uploads/tus-transport.ts";

export interface UploadFacts {
  readonly exhibitId: string;
  readonly exhibitNumber: string;
  readonly exhibitType: Schema<"Exhibit">["type"];
  readonly scan: boolean;
  /** Empty: the name says nothing, the person chooses. */
  readonly region: Region | "";
  readonly regionIndex: string;
  readonly lighting: Schema<"Acquisition">["lighting"];
  readonly micrometresPerPixel: string;
}

export function startFacts(fileName: string, exhibit: Schema<"Exhibit">): UploadFacts {
  const { region, regionIndex, lighting } = guessFacts(fileName, exhibit.type);
  return {
    exhibitId: exhibit.id,
    exhibitNumber: exhibit.exhibitNumber,
    exhibitType: exhibit.type,
    scan: isScan(fileName),
    region: region ?? "",
    regionIndex: regionIndex === null ? "" : String(regionIndex),
    lighting,
    micrometresPerPixel: "",
  };
}

export const isCounted = (region: Region | "") => region === "LEA" || region === "GEA";

/** What a person typed with a comma is the same number. */
const readNumber = (text: string) => Number(text.replace(",", "."));

export const isComplete = ({ region, micrometresPerPixel: typed }: UploadFacts): boolean =>
  region !== "" && (typed === "" || readNumber(typed) > 0);

export function toAcquisition(facts: UploadFacts): AcquisitionFacts {
  const { exhibitId, region, regionIndex, lighting, micrometresPerPixel, scan } = facts;
  return {
    exhibitId,
    // Nothing is confirmed before a region is chosen.
    region: region as Region,
    ...(isCounted(region) && regionIndex !== "" ? { regionIndex: Number(regionIndex) } : {}),
    ...(scan ? {} : { lighting }),
    ...(scan || micrometresPerPixel === "" ? {} : { micrometresPerPixel: readNumber(micrometresPerPixel) }),
  };
}
