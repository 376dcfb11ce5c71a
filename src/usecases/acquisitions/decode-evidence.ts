/** From the bytes of a file to a surface in metres with its quality: the first thing that happens to evidence. */
import { createHash } from "node:crypto";
import { identifyFormat } from "../../analysis/image/identify-format.ts";
import { assessQuality } from "../../analysis/quality/assess-quality.ts";
import type { Quality } from "../../analysis/quality/quality.ts";
import type { Surface } from "../../analysis/surface.ts";
import type { LengthUnit } from "../../analysis/x3p/detect-length-unit.ts";
import { readX3p } from "../../analysis/x3p/read-x3p.ts";
import type { X3pMetadata } from "../../analysis/x3p/x3p-header.ts";
import { RibinError } from "../../domain/errors.ts";
import type { FileFormat, Lighting, Region } from "../../domain/vocabulary.ts";
import type { ImageDecoder } from "../../ports/image-decoder.ts";

/** What the uploader states beside the file. */
export interface EvidenceStatement {
  /** Held against the content; may be a path. */
  readonly fileName: string;
  readonly region?: Region | undefined;
  /** The scale of a 2D image; the density that an image file states is none. */
  readonly micrometresPerPixel?: number | undefined;
  readonly lighting?: Lighting | undefined;
}

export interface DecodedEvidence {
  readonly format: FileFormat;
  readonly region: Region | null;
  /** Metres. Where `scaleKnown` is false the increments of an image are 1 and mean one pixel. */
  readonly surface: Surface;
  readonly scaleKnown: boolean;
  /** Null for a topography. */
  readonly lighting: Lighting | null;
  /** Unit that the format (X3P) or the uploader (2D) states; null for a 2D image without a scale. */
  readonly declaredUnit: LengthUnit | null;
  /** Unit that the lengths turned out to have; null where none is plausible or known. */
  readonly detectedUnit: LengthUnit | null;
  readonly unitReason: string;
  /** Of the whole grid, 0..1. */
  readonly shareMissing: number;
  readonly quality: Quality;
  /** What the instrument wrote into an X3P; null for an image. */
  readonly metadata: X3pMetadata | null;
  readonly remarks: readonly string[];
}

/** What `ribin inspect` prints. Increments are metres, null where the scale is unknown. */
export interface EvidenceInspection {
  readonly format: FileFormat;
  readonly region: Region | null;
  readonly width: number;
  readonly height: number;
  readonly incrementX: number | null;
  readonly incrementY: number | null;
  readonly declaredUnit: LengthUnit | null;
  readonly detectedUnit: LengthUnit | null;
  readonly unitReason: string;
  readonly shareMissing: number;
  readonly quality: Quality;
  readonly sha256: string;
  readonly remarks: readonly string[];
}

/** The bounds of an increment that an X3P's unit is decided by hold for a stated scale too. */
const MICROMETRES_PER_PIXEL = { least: 0.05, most: 100 } as const;
const MICROMETRES_PER_METRE = 1e6;

type Decoded = Omit<DecodedEvidence, "region" | "shareMissing" | "quality">;

function decodeX3p(bytes: Uint8Array, statement: EvidenceStatement): Decoded {
  const record = readX3p(bytes);
  const ignored =
    statement.micrometresPerPixel === undefined
      ? []
      : ["The stated micrometres per pixel were not used: an X3P has its own scale."];
  return {
    format: "X3P",
    surface: record.surface,
    scaleKnown: record.detectedUnit !== null,
    lighting: null,
    declaredUnit: record.declaredUnit,
    detectedUnit: record.detectedUnit,
    unitReason: record.unitReason,
    metadata: record.metadata,
    remarks: [...record.remarks, ...ignored],
  };
}

/** @throws RibinError SCALE_INVALID */
function checkStatedScale(micrometresPerPixel: number | undefined): void {
  const { least, most } = MICROMETRES_PER_PIXEL;
  if (micrometresPerPixel !== undefined && !(micrometresPerPixel >= least && micrometresPerPixel <= most))
    throw new RibinError(
      "SCALE_INVALID",
      `${micrometresPerPixel} micrometres per pixel are stated; ${least} to ${most} are plausible.`,
    );
}

async function decodeImage(bytes: Uint8Array, statement: EvidenceStatement, decoder: ImageDecoder): Promise<Decoded> {
  const stated = statement.micrometresPerPixel;
  checkStatedScale(stated);
  const image = await decoder.decodeImage(bytes);
  const increment = stated === undefined ? 1 : stated / MICROMETRES_PER_METRE;
  return {
    format: image.format,
    surface: {
      width: image.width,
      height: image.height,
      incrementX: increment,
      incrementY: increment,
      values: image.grey,
      kind: "reflectance",
    },
    scaleKnown: stated !== undefined,
    lighting: statement.lighting ?? "unknown",
    declaredUnit: stated === undefined ? null : "um",
    detectedUnit: stated === undefined ? null : "um",
    unitReason:
      stated === undefined
        ? "A 2D image has no scale of its own, and none was stated; the scale is unknown."
        : `${stated} um per pixel, as stated with the upload.`,
    metadata: null,
    remarks: image.remarks,
  };
}

function measureShareMissing(values: Float32Array): number {
  let missing = 0;
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) missing += 1;
  return missing / values.length;
}

/** Reads whatever can be read; an implausible scale is left to the caller. */
async function readEvidence(
  bytes: Uint8Array,
  statement: EvidenceStatement,
  decoder: ImageDecoder,
): Promise<DecodedEvidence> {
  const format = identifyFormat(bytes, statement.fileName);
  const decoded = format === "X3P" ? decodeX3p(bytes, statement) : await decodeImage(bytes, statement, decoder);
  const shareMissing = measureShareMissing(decoded.surface.values);
  if (shareMissing === 1) throw new RibinError("SURFACE_EMPTY", "All pixels of the image are transparent.");
  return {
    ...decoded,
    region: statement.region ?? null,
    shareMissing,
    quality: assessQuality(decoded.surface, { scaleKnown: decoded.scaleKnown, region: statement.region }),
  };
}

/**
 * Identifies, reads and judges one file of evidence.
 * @param bytes the whole file
 * @throws RibinError with the code of the fault: FORMAT_*, X3P_*, IMAGE_*, SIZE_ABSURD, SURFACE_EMPTY, UPLOAD_EMPTY, or
 *   SCALE_INVALID where the lengths of an X3P are those of no toolmark in any unit (nothing is guessed)
 */
export async function decodeEvidence(
  bytes: Uint8Array,
  statement: EvidenceStatement,
  decoder: ImageDecoder,
): Promise<DecodedEvidence> {
  const evidence = await readEvidence(bytes, statement, decoder);
  if (evidence.format === "X3P" && !evidence.scaleKnown) throw new RibinError("SCALE_INVALID", evidence.unitReason);
  return evidence;
}

/**
 * Describes one file without taking it as evidence: also a file whose scale is implausible, which `decodeEvidence`
 * refuses, is described, with `detectedUnit` null and the verdict "unsuitable".
 * @throws RibinError as `decodeEvidence`, save SCALE_INVALID for an implausible unit
 */
export async function inspectEvidence(
  bytes: Uint8Array,
  statement: EvidenceStatement,
  decoder: ImageDecoder,
): Promise<EvidenceInspection> {
  const evidence = await readEvidence(bytes, statement, decoder);
  const { width, height, incrementX, incrementY } = evidence.surface;
  // An X3P of no plausible unit keeps what it declares; an image without a scale has nothing to show.
  const hasIncrement = evidence.scaleKnown || evidence.declaredUnit !== null;
  return {
    format: evidence.format,
    region: evidence.region,
    width,
    height,
    incrementX: hasIncrement ? incrementX : null,
    incrementY: hasIncrement ? incrementY : null,
    declaredUnit: evidence.declaredUnit,
    detectedUnit: evidence.detectedUnit,
    unitReason: evidence.unitReason,
    shareMissing: evidence.shareMissing,
    quality: evidence.quality,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    remarks: evidence.remarks,
  };
}
