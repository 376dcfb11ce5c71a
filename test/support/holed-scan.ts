/** Scans of breech faces with two round holes at places that are known: what a page measures between them can be held against it. */
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { ScanFile } from "./workbench-evidence.ts";

const PITCH = 12.5e-6;
/** From the scan's centre, in metres: between the aperture and the primer's edge. */
const HOLES = [
  { x: 1.1e-3, y: 0.95e-3 },
  { x: -1.15e-3, y: 0.85e-3 },
] as const;
const RADIUS = 120e-6;

/** Metres from the middle of one to that of the other. */
export const BETWEEN_HOLES = Math.hypot(HOLES[0].x - HOLES[1].x, HOLES[0].y - HOLES[1].y);

export function scanWithHoles(firearm: number, firing: number): ScanFile {
  const options = { pitch: PITCH, rotation: 0, shiftX: 0, shiftY: 0 };
  const scan = simulateBreechFaceFiring(simulateFirearm(firearm), firing, options);
  const values = scan.values.map((value, at) => {
    const x = ((at % scan.width) - (scan.width - 1) / 2) * PITCH;
    const y = (Math.floor(at / scan.width) - (scan.height - 1) / 2) * PITCH;
    return HOLES.some((hole) => Math.hypot(x - hole.x, y - hole.y) < RADIUS) ? Number.NaN : value;
  });
  return {
    name: `breech-face-${firing}.x3p`,
    region: "BreechFace",
    bytes: writeX3p({ ...scan, values }, { creator: "test" }),
  };
}
