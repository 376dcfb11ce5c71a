/** Files of simulated evidence, as instruments and cameras would have left them in a folder. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import sharp, { type Sharp } from "sharp";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateBulletFiring } from "../../src/analysis/simulate/land-firing.ts";
import { renderReflectance } from "../../src/analysis/simulate/render-reflectance.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";

/** Half the resolution of the public scans, for a quarter of the time. */
const PITCH = 12.5e-6;

export interface Firing {
  readonly firearm: number;
  readonly firing: number;
  /** Radians; drawn by the firing otherwise. */
  readonly rotation?: number;
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder that is removed with the test file that asked for it. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ribin-acceptance-"));
  folders.push(folder);
  return folder;
}

function fire({ firearm, firing, rotation }: Firing): Surface {
  const options = { pitch: PITCH, ...(rotation === undefined ? {} : { rotation }) };
  return simulateBreechFaceFiring(simulateFirearm(firearm), firing, options);
}

/** A scan of a breech face; the same firing gives the same bytes. */
export function makeBreechFaceX3p(firing: Firing): Uint8Array {
  return writeX3p(fire(firing), { creator: "test" });
}

/** The same scan with all its lengths in micrometres, which X3P does not allow and instruments write. */
export function makeMicrometreX3p(firing: Firing): Uint8Array {
  const scan = fire(firing);
  const values = scan.values.map((height) => height * 1e6);
  return writeX3p({ ...scan, incrementX: scan.incrementX * 1e6, incrementY: scan.incrementY * 1e6, values });
}

/** The breech face under a ring light, black where the primer was not marked; to be encoded by `sharp`. */
export function photographBreechFace(firing: Firing): { image: Sharp; width: number; height: number } {
  const { values, width, height } = renderReflectance(fire(firing), { kind: "ring" });
  const grey = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : Math.round(255 * value)));
  return { image: sharp(grey, { raw: { width, height, channels: 1 } }), width, height };
}

const HEAD = "file,exhibit,region,index,firearm,mark,study,note\n";

/** A study of `firings` firings each of the given simulated firearms, with its labels.csv. */
export async function writeBreechFaceStudy(firearms: readonly number[], firings: number): Promise<string> {
  const folder = await makeFolder();
  let labels = HEAD;
  for (const firearm of firearms) {
    for (let firing = 1; firing <= firings; firing++) {
      const name = `F${firearm}-${firing}`;
      await writeFile(join(folder, `${name}.x3p`), makeBreechFaceX3p({ firearm, firing, rotation: 0 }));
      labels += `${name}.x3p,${name},BreechFace,,F${firearm},,simulated,\n`;
    }
  }
  await writeFile(join(folder, "labels.csv"), labels);
  return folder;
}

/** A study of two bullets each of the given barrels; no land's true mate is labelled, as nobody knows it. */
export async function writeBulletStudy(barrels: readonly number[]): Promise<string> {
  const folder = await makeFolder();
  let labels = HEAD;
  for (const barrel of barrels) {
    const firearm = simulateFirearm(barrel);
    for (const firing of [1, 2]) {
      for (const [at, land] of simulateBulletFiring(firearm, firing).entries()) {
        const file = `B${barrel}-${firing}-L${at + 1}.x3p`;
        await writeFile(join(folder, file), writeX3p(land, { creator: "test" }));
        labels += `${file},B${barrel}-${firing},LEA,${at + 1},B${barrel},,simulated,\n`;
      }
    }
  }
  await writeFile(join(folder, "labels.csv"), labels);
  return folder;
}
