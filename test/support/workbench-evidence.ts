/** Simulated evidence of a region: cases of three states as laboratories enter them, and the scans of what was found. */
import sharp from "sharp";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateFiringPin } from "../../src/analysis/simulate/firing-pin.ts";
import { simulateFiringPinFiring } from "../../src/analysis/simulate/firing-pin-firing.ts";
import { simulateBulletFiring } from "../../src/analysis/simulate/land-firing.ts";
import { renderReflectance } from "../../src/analysis/simulate/render-reflectance.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { Person } from "./served-world.ts";
import { waitUntil } from "./wait-until.ts";

/** Metres between points: the public scans' pitch for pictures, twice as coarse, in a quarter of the time, otherwise. */
export interface Grain {
  readonly face: number;
  readonly land: number;
  readonly lands: number;
}

export interface Found {
  readonly caseId: string;
  readonly exhibitId: string;
  readonly acquisitions: readonly string[];
}

export interface CaseFacts {
  readonly caseNumber: string;
  readonly eventType?: string;
  readonly occurredOn?: string;
  readonly place?: string;
  readonly highProfile?: boolean;
  readonly restricted?: boolean;
}

export interface ScanFile {
  readonly name: string;
  readonly region: string;
  readonly regionIndex?: number;
  readonly lighting?: string;
  readonly micrometresPerPixel?: number;
  readonly bytes: Uint8Array;
}

const CREATOR = { creator: "RIBIN core simulator" };

export function scanFace(firearm: number, firing: number, { face }: Grain): ScanFile {
  const scan = simulateBreechFaceFiring(simulateFirearm(firearm), firing, { pitch: face });
  return { name: `breech-face-${firing}.x3p`, region: "BreechFace", bytes: writeX3p(scan, CREATOR) };
}

export function scanPin(firearm: number, firing: number): ScanFile {
  const scan = simulateFiringPinFiring(simulateFiringPin(firearm, "Hemispherical"), firing, { pitch: 7e-6 });
  return { name: `firing-pin-${firing}.x3p`, region: "FiringPinImpression", bytes: writeX3p(scan, CREATOR) };
}

export function scanLands(firearm: number, firing: number, { land, lands }: Grain): ScanFile[] {
  return simulateBulletFiring(simulateFirearm(firearm), firing, { pitch: land })
    .slice(0, lands)
    .map((surface, at) => ({
      name: `land-${at + 1}.x3p`,
      region: "LEA",
      regionIndex: at + 1,
      bytes: writeX3p(surface, CREATOR),
    }));
}

/** The breech face under a ring light; `exposure` 1 is right, less is too dark. */
export async function photographFace(firearm: number, firing: number, exposure = 1): Promise<ScanFile> {
  const pitch = 8e-6;
  const lit = renderReflectance(simulateBreechFaceFiring(simulateFirearm(firearm), firing, { pitch }), {
    kind: "ring",
    noiseSeed: firing,
  });
  return {
    name: `ring-light-${firing}.png`,
    region: "BreechFace",
    lighting: "ring",
    micrometresPerPixel: 8,
    bytes: await encode(lit, exposure),
  };
}

function encode({ values, width, height }: Surface, exposure: number): Promise<Uint8Array> {
  const grey = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : Math.round(255 * exposure * value)));
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** Enters a case with one exhibit and sends its scans; the service works on them meanwhile. */
export async function enterFound(
  technician: Person,
  facts: CaseFacts,
  exhibit: Readonly<Record<string, unknown>>,
  scans: readonly ScanFile[],
): Promise<Found> {
  const caseId = await technician.make("/v1/cases", {
    eventType: "shooting/wounding",
    originatingAgency: "Police Service, Homicide Bureau",
    agencyReference: `HB/${facts.caseNumber.slice(-4)}`,
    ...facts,
  });
  const exhibitId = await technician.make("/v1/exhibits", {
    caseId,
    exhibitNumber: "1",
    type: "cartridge case",
    category: "CE",
    calibre: "9mm Luger",
    ...exhibit,
  });
  return { caseId, exhibitId, acquisitions: await sendScans(technician, exhibitId, scans) };
}

async function sendScans(technician: Person, exhibitId: string, scans: readonly ScanFile[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, bytes, ...stated } of scans) {
    const form = new FormData();
    form.set("exhibitId", exhibitId);
    for (const [field, value] of Object.entries(stated)) form.set(field, String(value));
    form.set("file", new Blob([new Uint8Array(bytes)]), name);
    const { status, body } = await technician.send("POST", "/v1/acquisitions", form);
    if (status !== 201) throw new Error(`POST /v1/acquisitions ${name}: ${status} ${JSON.stringify(body)}`);
    ids.push(String(body.id));
  }
  return ids;
}

const ENDED: ReadonlySet<unknown> = new Set(["verified", "refused", "outline_needed", "failed"]);

/** Until the service has nothing left to do with them. */
export async function waitUntilWorked(technician: Person, found: readonly Found[]): Promise<void> {
  const ids = found.flatMap(({ acquisitions }) => acquisitions);
  const ended = async (id: string) => ENDED.has((await technician.send("GET", `/v1/acquisitions/${id}`)).body.stage);
  await waitUntil(async () => (await Promise.all(ids.map(ended))).every(Boolean), 240_000, 300);
}
