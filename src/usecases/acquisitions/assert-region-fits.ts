import { refuseField } from "../../domain/errors.ts";
import { BULLET_REGIONS, CARTRIDGE_CASE_REGIONS, type ExhibitType, type Region } from "../../domain/vocabulary.ts";

const REGIONS_OF: Readonly<Record<ExhibitType, readonly Region[]>> = {
  "cartridge case": CARTRIDGE_CASE_REGIONS,
  shotshell: CARTRIDGE_CASE_REGIONS,
  bullet: BULLET_REGIONS,
  "bullet fragment": BULLET_REGIONS,
  // What a firearm marked is acquired from its test fires, which are exhibits of their own.
  firearm: [],
};
const INDEXED: readonly Region[] = ["LEA", "GEA"];

/** @throws RibinError VALIDATION_FAILED naming the field, where such an exhibit has no such region, or the region no index. */
export function assertRegionFits(type: ExhibitType, region: Region, regionIndex: number | null): void {
  const regions = REGIONS_OF[type];
  if (!regions.includes(region)) {
    const message =
      regions.length === 0
        ? "A firearm has no region of interest; acquire its test fires."
        : `A ${type} has the regions ${regions.join(", ")}.`;
    throw refuseField(
      "region",
      { message, problem: "region_of_other_type" },
      `The region does not fit the exhibit. ${message}`,
    );
  }
  if (regionIndex !== null && !INDEXED.includes(region)) {
    const message = `Only ${INDEXED.join(" and ")} are counted around a bullet.`;
    throw refuseField("regionIndex", { message, problem: "region_not_counted" });
  }
}
