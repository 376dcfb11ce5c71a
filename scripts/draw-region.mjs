// Draws src/api/representations/region-outlines.ts: the outlines of the region's states and of the land around them, projected once.
// Source: world-atlas (ISC), made of Natural Earth 1:10m and 1:50m, which is in the public domain. Run: node scripts/draw-region.mjs [FILE]
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoMercator, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const atlas = (detail) => JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${detail}.json`), "utf8"));
/** ISO 3166-1 numbers of the states, as the atlas names them. */
const STATES = {
  AG: "028",
  AI: "660",
  BB: "052",
  BM: "060",
  BS: "044",
  BZ: "084",
  CW: "531",
  DM: "212",
  DO: "214",
  GD: "308",
  GY: "328",
  HT: "332",
  JM: "388",
  KN: "659",
  KY: "136",
  LC: "662",
  MS: "500",
  SR: "740",
  TC: "796",
  TT: "780",
  VC: "670",
  VG: "092",
};
const [WIDTH, HEIGHT] = [1000, 1010];
const BOX = {
  type: "MultiPoint",
  coordinates: [
    [-90, 1.5],
    [-53, 33],
  ],
};
const projection = geoMercator()
  .fitExtent(
    [
      [0, 0],
      [WIDTH, HEIGHT],
    ],
    BOX,
  )
  .clipExtent([
    [0, 0],
    [WIDTH, HEIGHT],
  ])
  .precision(0);

/** Points that are nearer to the last than `step` are left out; what is left of an island is kept, however small. */
function thin(ring, step) {
  const kept = [];
  for (const point of ring) {
    const last = kept.at(-1);
    if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= step) kept.push(point);
  }
  return kept;
}

function drawPath(geometry, step, smallest) {
  const path = geoPath(projection)(geometry) ?? "";
  const rings = path.split("M").filter((part) => part !== "");
  return rings
    .map((part) =>
      part
        .replace("Z", "")
        .split("L")
        .map((pair) => pair.split(",").map(Number)),
    )
    .map((ring) => ({ ring, thinned: thin(ring, step) }))
    .map(({ ring, thinned }) => (thinned.length >= 3 ? thinned : ring))
    .filter((ring) => ring.length >= 3 && extent(ring) >= smallest)
    .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`)
    .join("");
}

function extent(ring) {
  const span = (at) => Math.max(...ring.map((point) => point[at])) - Math.min(...ring.map((point) => point[at]));
  return Math.max(span(0), span(1));
}

/** The middle of the largest part: where a state's mark stands. */
function findPlace(geometry) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const largest = parts
    .map((coordinates) => ({ type: "Polygon", coordinates }))
    .sort((a, b) => geoArea(b) - geoArea(a))[0];
  return geoPath(projection)
    .centroid(largest)
    .map((value) => Number(value.toFixed(1)));
}

const fine = atlas("10m");
const states = feature(fine, fine.objects.countries).features;
const rough = atlas("50m");
const codes = new Set(Object.values(STATES));
const outlines = Object.fromEntries(
  Object.entries(STATES).map(([code, id]) => {
    const { geometry } = states.find((state) => state.id === id);
    return [code, { path: drawPath(geometry, 1.2, 0), place: findPlace(geometry) }];
  }),
);
const around = feature(rough, rough.objects.countries)
  .features.filter((state) => !codes.has(state.id))
  .map(({ geometry }) => drawPath(geometry, 2.5, 2))
  .join("");
const text = `// Made by scripts/draw-region.mjs from Natural Earth (public domain); do not edit.
import type { StateCode } from "../../domain/vocabulary.ts";

/** Mercator, ${WIDTH} by ${HEIGHT}. \`place\`: the middle of a state's largest part. */
export const REGION_SIZE = { width: ${WIDTH}, height: ${HEIGHT} } as const;

export const STATE_OUTLINES: Readonly<
  Record<StateCode, { readonly path: string; readonly place: readonly [number, number] }>
> = {
${Object.entries(outlines)
  .map(([code, { path, place }]) => `  ${code}: {\n    place: [${place.join(", ")}],\n    path: "${path}",\n  },`)
  .join("\n")}
};

/** The land of other states. */
export const LAND_AROUND =
  "${around}";
`;
writeFileSync(process.argv[2] ?? new URL("../src/api/representations/region-outlines.ts", import.meta.url), text);
