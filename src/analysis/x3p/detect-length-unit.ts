/**
 * X3P lengths are metres, but files in micrometres (and some in millimetres) are common. The unit is decided from what
 * a toolmark can be, never from the name of the file, and nothing is scaled without a reason that is kept.
 */

export type LengthUnit = "m" | "mm" | "um";

export interface LengthsOfFile {
  /** All in the file's own unit. */
  readonly incrementX: number;
  readonly incrementY: number;
  readonly width: number;
  readonly height: number;
  /** Highest minus lowest value. */
  readonly heightRange: number;
}

export interface UnitDecision {
  /** Null where no unit makes the file a toolmark. */
  readonly unit: LengthUnit | null;
  /** What the file's lengths are divided by to be metres. */
  readonly unitsPerMetre: number;
  readonly reason: string;
}

const UNITS_PER_METRE: Record<LengthUnit, number> = { m: 1, mm: 1e3, um: 1e6 };
const UNIT_NAMES: Record<LengthUnit, string> = { m: "metres", mm: "millimetres", um: "micrometres" };

/** Confocal and interference microscopes resolve 0.05 um at best; above 100 um a pixel no individual mark is left. */
const INCREMENT_RANGE = [0.05e-6, 100e-6] as const;
/** From a chip of a firing pin impression to a shotshell's head. */
const EXTENT_RANGE = [0.05e-3, 50e-3] as const;
/** A flat file is possible (range 0); below 1 nm lies no instrument, above 10 mm no mark. */
const HEIGHT_RANGE = [1e-9, 10e-3] as const;

function within(value: number, [low, high]: readonly [number, number]): boolean {
  // A hair of tolerance, so that 0.1 * 1e-3 counts as 100 um.
  return value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
}

/** Why the lengths cannot be in this unit; null where they can. */
function findObjection(lengths: LengthsOfFile, unit: LengthUnit): string | null {
  const scale = UNITS_PER_METRE[unit];
  const increments = [lengths.incrementX / scale, lengths.incrementY / scale];
  const extents = [increments[0] * lengths.width, increments[1] * lengths.height];
  const range = lengths.heightRange / scale;
  if (!increments.every((value) => within(value, INCREMENT_RANGE)))
    return `increments of ${increments.map(formatLength).join(" and ")} are outside 0.05 um to 100 um`;
  if (!extents.every((value) => within(value, EXTENT_RANGE)))
    return `an extent of ${extents.map(formatLength).join(" x ")} is outside 0.05 mm to 50 mm`;
  if (range !== 0 && !within(range, HEIGHT_RANGE))
    return `heights over ${formatLength(range)} are outside 1 nm to 10 mm`;
  if (range > Math.max(...extents)) return `heights over ${formatLength(range)} are more than the extent`;
  return null;
}

/** A length for people: three digits in m, mm, um or nm. */
export function formatLength(metres: number): string {
  const size = Math.abs(metres);
  if (size === 0) return "0 m";
  const [scale, name] = size >= 1 ? [1, "m"] : size >= 1e-3 ? [1e3, "mm"] : size >= 1e-6 ? [1e6, "um"] : [1e9, "nm"];
  return `${Number((metres * scale).toPrecision(3))} ${name}`;
}

/**
 * Decides the unit of a file that declares metres. Metres stand if they are plausible; another unit is taken only if it
 * alone is plausible; otherwise the unit is unknown.
 */
export function detectLengthUnit(lengths: LengthsOfFile): UnitDecision {
  const objection = findObjection(lengths, "m");
  if (objection === null)
    return { unit: "m", unitsPerMetre: 1, reason: "Metres as the format says; the lengths are those of a toolmark." };
  const others = (["mm", "um"] as const).filter((unit) => findObjection(lengths, unit) === null);
  if (others.length === 1) {
    const unit = others[0];
    const scale = UNITS_PER_METRE[unit];
    return {
      unit,
      unitsPerMetre: scale,
      reason:
        `The format says metres, but ${objection}; as ${UNIT_NAMES[unit]} the increment is ` +
        `${formatLength(lengths.incrementX / scale)} and the extent ${formatLength((lengths.incrementX * lengths.width) / scale)} x ` +
        `${formatLength((lengths.incrementY * lengths.height) / scale)}, as a toolmark has. Converted to metres.`,
    };
  }
  const why =
    others.length === 0
      ? "neither millimetres nor micrometres fit either"
      : "both millimetres and micrometres would fit";
  return { unit: null, unitsPerMetre: 1, reason: `As metres, ${objection}; ${why}. Nothing was scaled.` };
}
