/**
 * Light on a surface by looking it up: slopes are rounded to one of a quarter million directions once, and a light that moves is worked
 * out for the directions and not for the pixels. What the fragment shader computes (relief-shaders.ts), within two steps of grey.
 */

/** Steps from the middle of the table to its border. */
const REACH = 255;
const SIDE = 2 * (REACH + 1);
export const DIRECTIONS = SIDE * SIDE;
/** Of the directions: none, where there is no data. It lies in a corner that no direction reaches. */
export const NO_DIRECTION = 0;

const AMBIENT = 0.08;
const DIFFUSE = 0.78;
const GLOSS = 0.22;

/** Lambert's equal-area disc: near the middle and at the rim a step of the table is about the same angle. */
export interface Normals {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  /** Of those within the disc. */
  readonly used: Uint32Array;
}

let made: Normals | null = null;

/** Worked out when first asked for. */
export function readNormals(): Normals {
  made ??= makeNormals();
  return made;
}

function makeNormals(): Normals {
  const [x, y, z] = [new Float32Array(DIRECTIONS), new Float32Array(DIRECTIONS), new Float32Array(DIRECTIONS)];
  const used = new Uint32Array(DIRECTIONS);
  let count = 0;
  const most = (REACH + 1.5) ** 2;
  for (let at = 0; at < DIRECTIONS; at++) {
    const across = (at % SIDE) - REACH - 1;
    const down = Math.floor(at / SIDE) - REACH - 1;
    if (across * across + down * down > most) continue;
    const px = across / REACH;
    const py = down / REACH;
    const square = Math.min(1, px * px + py * py);
    const stretch = Math.sqrt(2 - square);
    x[at] = px * stretch;
    y[at] = py * stretch;
    z[at] = 1 - square;
    used[count++] = at;
  }
  return { x, y, z, used: used.subarray(0, count) };
}

/** The direction of a surface that rises by so much to the right and downwards, in lengths a length. */
export function directionOf(riseX: number, riseY: number): number {
  const square = 1 + riseX * riseX + riseY * riseY;
  const scale = REACH / Math.sqrt(square + Math.sqrt(square));
  // Adding and cutting off is rounding: both sums are positive.
  return ((REACH + 1.5 - riseY * scale) | 0) * SIDE + ((REACH + 1.5 - riseX * scale) | 0);
}

/** How bright each direction is, 0 to 255, with the light towards (azimuth, elevation) on the screen. */
export function fillBrightness(
  brightness: Uint8Array,
  { azimuth, elevation }: { readonly azimuth: number; readonly elevation: number },
): void {
  const { x, y, z, used } = readNormals();
  const flat = Math.cos(elevation);
  const [lightX, lightY, lightZ] = [flat * Math.cos(azimuth), flat * Math.sin(azimuth), Math.sin(elevation)];
  const size = Math.hypot(lightX, lightY, lightZ + 1);
  const [halfX, halfY, halfZ] = [lightX / size, lightY / size, (lightZ + 1) / size];
  for (let i = 0; i < used.length; i++) {
    const at = used[i] as number;
    const nx = x[at] as number;
    const ny = y[at] as number;
    const nz = z[at] as number;
    const diffuse = nx * lightX + ny * lightY + nz * lightZ;
    let gloss = nx * halfX + ny * halfY + nz * halfZ;
    if (gloss < 0) gloss = 0;
    gloss *= gloss;
    gloss *= gloss;
    gloss *= gloss;
    gloss *= gloss;
    const lit = AMBIENT + (diffuse > 0 ? DIFFUSE * diffuse : 0) + GLOSS * gloss;
    brightness[at] = lit < 1 ? 255 * lit + 0.5 : 255;
  }
}
