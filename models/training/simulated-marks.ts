/** Firearms that exist only as numbers, for training: many, quickly, and less alike than those of the tests. */
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { type FiringPinShape, simulateFiringPin } from "../../src/analysis/simulate/firing-pin.ts";
import { simulateFiringPinFiring } from "../../src/analysis/simulate/firing-pin-firing.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import { RARE_MAKES, SIMULATED_MAKES } from "../../src/analysis/simulate/makes.ts";

/** Seeds of training lie above those of tests and demonstrations, which are below a million. */
const FIRST_SEED = 2_000_000;
/** Metres: the pitch of prepared breech faces and nearly that of pins. A finer scan costs time and says nothing more to the model. */
const FACE_PITCH = 12.5e-6;
const PIN_PITCH = 3.5e-6;
const LAND_PITCH = 3e-6;
const MAKES = [...SIMULATED_MAKES, ...RARE_MAKES].map(({ name }) => name);
const PIN_SHAPES: readonly FiringPinShape[] = ["Hemispherical", "Elliptical", "Rectangular"];

export interface TrainingMark {
  /** What only marks of one source share. */
  readonly source: string;
  /** Errors: NOT_COMPARABLE where too little was marked. */
  prepare(): PreparedMark | Promise<PreparedMark>;
}

/** Faces of every make, one in four made consecutively with its neighbours, that met their primers over 40 to 100 % of the face. */
export function* simulateFaces(count: number, firings: number): Generator<TrainingMark> {
  for (let i = 0; i < count; i++) {
    const random = createRandom(FIRST_SEED + i);
    const make = MAKES[random.integer(MAKES.length)];
    const batch = i % 4 === 3 ? { batch: { seed: i >> 4, share: 0.2 + 0.4 * random.uniform() } } : {};
    const firearm = simulateFirearm(FIRST_SEED + i, { make, ...batch });
    for (let firing = 1; firing <= firings; firing++) {
      const contact = 0.4 + 0.6 * random.uniform();
      const scan = simulateBreechFaceFiring(firearm, firing, { pitch: FACE_PITCH, contact });
      yield { source: `face-${i}`, prepare: () => prepareMark(scan, "BreechFace", { scaleKnown: true }) };
    }
  }
}

export function* simulatePins(count: number, firings: number): Generator<TrainingMark> {
  for (let i = 0; i < count; i++) {
    const pin = simulateFiringPin(FIRST_SEED + i, PIN_SHAPES[i % PIN_SHAPES.length]);
    for (let firing = 1; firing <= firings; firing++) {
      const scan = simulateFiringPinFiring(pin, firing, { pitch: PIN_PITCH });
      yield { source: `pin-${i}`, prepare: () => prepareMark(scan, "FiringPinImpression", { scaleKnown: true }) };
    }
  }
}

/** Lands, six of a firearm, one firing in three with rash of the recovery tank, one in three with pits. */
export function* simulateLands(firearms: number, firings: number): Generator<TrainingMark> {
  for (let i = 0; i < firearms; i++) {
    const firearm = simulateFirearm(FIRST_SEED + i);
    for (let land = 0; land < firearm.lands.length; land++) {
      for (let firing = 1; firing <= firings; firing++) {
        const kind = (i + land + firing) % 3;
        const damage = kind === 0 ? { tankRash: true } : kind === 1 ? { pits: 6 } : {};
        const scan = simulateLandFiring(firearm, land, firing, { pitch: LAND_PITCH, ...damage });
        yield { source: `land-${i}-${land}`, prepare: () => prepareMark(scan, "LEA", { scaleKnown: true }) };
      }
    }
  }
}
