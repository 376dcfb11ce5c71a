/**
 * The plots' own lettering: plain strokes in the manner of engineering drawings, so that a picture looks the same on a
 * machine without any font. Grid: columns 0..4; rows 0..9 upwards, descenders reach 0, the baseline is 2, small letters
 * reach 6, capitals and figures 8. A glyph is its strokes parted by "|"; a stroke is its points, column then row; "~"
 * rounds its corners, and a stroke that ends where it begins is closed.
 */
const STROKES: Readonly<Record<string, string>> = {
  A: "022842|1434",
  B: "0208|~083847463505|~053544433202",
  C: "~4738180703123243",
  D: "0208|~082847432202",
  E: "48080242|0535",
  F: "480802|0535",
  G: "~4738180703123243|434525",
  H: "0208|4248|0545",
  I: "0208",
  J: "~3833221203",
  K: "0208|4804|1542",
  L: "080242",
  M: "0208244842",
  N: "02084248",
  O: "~28180703123243473828",
  P: "0208|~083847453404",
  Q: "~28180703123243473828|2442",
  R: "0208|~083847453404|2442",
  S: "~473818070615354443321203",
  T: "0848|2822",
  U: "~080312324348",
  V: "082248",
  W: "0812263248",
  X: "0248|0842",
  Y: "082548|2522",
  Z: "08480242",
  a: "~3526160503122233|3632",
  b: "0802|~0516263533221203",
  c: "~3526160503122233",
  d: "~3526160503122233|3832",
  e: "~04343526160503122233",
  f: "~28171612|0626",
  g: "~3526160503122233|~363231201001",
  h: "0802|~0516263532",
  i: "0602|08",
  j: "~16111000|18",
  k: "0802|3603|1432",
  l: "0802",
  m: "0602|~05162522|~25364542",
  n: "0602|~0516263532",
  o: "~160503122233352616",
  p: "0600|~0516263533221203",
  q: "3630|~3526160503122233",
  r: "0602|~051626",
  s: "~35261605142433221203",
  t: "~181322|0626",
  u: "~0603122233|3632",
  v: "062246",
  w: "0612243246",
  x: "0632|0236",
  y: "0622|4610",
  z: "06360232",
  "0": "~180703122233372818",
  "1": "062822",
  "2": "~07182837362502|0232",
  "3": "~07182837362515|~15253433221203",
  "4": "280434|2822",
  "5": "380805|~05253433221203",
  "6": "~372818070312223334251504",
  "7": "083812",
  "8": "~180706152536372818|~150403122233342515",
  "9": "~031222333728180706152536",
  ".": "02",
  ",": "0201",
  ":": "02|05",
  ";": "0201|05",
  "-": "0434",
  "+": "0444|2622",
  "=": "0535|0333",
  "/": "0138",
  "(": "~19070311",
  ")": "~09171301",
  "[": "19090111",
  "]": "09191101",
  "%": "0248|~0807171808|~3332424333",
  "#": "1218|3238|0444|0646",
  "<": "360432",
  ">": "063402",
  "?": "~071828373624|22",
  "!": "0804|02",
  "'": "0807",
  '"': "0807|1817",
  "*": "0733|0337|1812",
  _: "0232",
  "|": "0900",
  "&": "~420607182817050312224344",
  "@": "~3435251403122232|~34434738180703",
  "\u00b0": "~1807162718",
  "\u00b5": "0600|~03122233|3632",
  "\u00b1": "0545|2723|0242",
  "\u00d7": "0336|0633",
};
/** What stands for a character that has no glyph. */
const UNKNOWN = "0208383202";

export interface Glyph {
  /** Columns that the glyph takes up. */
  readonly width: number;
  /** Points in grid units, rows counted upwards from the baseline. */
  readonly strokes: readonly (readonly { readonly x: number; readonly y: number }[])[];
}

type GridPoint = { x: number; y: number };

/** Chaikin's corner cutting: two rounds turn a polygon into what the eye takes for a curve. */
function roundCorners(points: GridPoint[]): GridPoint[] {
  const first = points[0];
  const last = points[points.length - 1];
  const closed = first.x === last.x && first.y === last.y;
  const cut: GridPoint[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const p = points[i];
    const q = points[i + 1];
    cut.push({ x: 0.75 * p.x + 0.25 * q.x, y: 0.75 * p.y + 0.25 * q.y });
    cut.push({ x: 0.25 * p.x + 0.75 * q.x, y: 0.25 * p.y + 0.75 * q.y });
  }
  return closed ? [...cut, cut[0]] : [first, ...cut, last];
}

function readGlyph(text: string): Glyph {
  let width = 0;
  const strokes = text.split("|").map((stroke) => {
    const digits = stroke.replaceAll(/[^0-9]/g, "");
    let points: GridPoint[] = [];
    for (let i = 0; i + 1 < digits.length; i += 2) {
      points.push({ x: Number(digits[i]), y: Number(digits[i + 1]) - 2 });
      width = Math.max(width, Number(digits[i]));
    }
    if (stroke.startsWith("~")) points = roundCorners(roundCorners(points));
    return points;
  });
  return { width, strokes };
}

const GLYPHS = new Map(Object.entries(STROKES).map(([character, text]) => [character, readGlyph(text)]));
const SPACE: Glyph = { width: 2, strokes: [] };

export function findGlyph(character: string): Glyph {
  return character === " " ? SPACE : (GLYPHS.get(character) ?? readGlyph(UNKNOWN));
}
