import { RibinError } from "../../domain/errors.ts";
import type { Surface } from "../surface.ts";
import { md5Hex } from "./checksum.ts";
import { writeZip, type ZipContent } from "./write-zip.ts";
import { X3P_NAMESPACE, type X3pMetadata } from "./x3p-header.ts";

export interface WriteX3pOptions {
  /** F float32 (default, exact for a Surface) or D float64. */
  readonly dataType?: "F" | "D";
  /** Metres, added to every height: the `zOffset` of the record that was read. Keeps its digits only with D. */
  readonly zOffset?: number;
}

/** Fixed, so that the same surface always gives the same file; the measurement's own date belongs in `metadata.date`. */
const UNKNOWN_DATE = "1970-01-01T00:00:00Z";
const UNKNOWN = "not available";

/** Escapes for element text; what XML 1.0 cannot hold at all (control characters, lone surrogates) becomes a space. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function describeLateralAxis(name: string, increment: number): string {
  return `      <${name}><AxisType>I</AxisType><DataType>D</DataType><Increment>${increment}</Increment><Offset>0</Offset></${name}>`;
}

function composeMainXml(surface: Surface, metadata: Partial<X3pMetadata>, dataType: string, dataMd5: string): string {
  const element = (name: string, value: string | null | undefined, otherwise = UNKNOWN): string =>
    `<${name}>${escapeXml(value || otherwise)}</${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<p:ISO5436_2 xmlns:p="${X3P_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${X3P_NAMESPACE} ${X3P_NAMESPACE}/ISO5436_2.xsd">`,
    "  <Record1>",
    "    <Revision>ISO5436 - 2000</Revision>",
    `    <FeatureType>${surface.height === 1 ? "PRF" : "SUR"}</FeatureType>`,
    "    <Axes>",
    describeLateralAxis("CX", surface.incrementX),
    describeLateralAxis("CY", surface.incrementY),
    `      <CZ><AxisType>A</AxisType><DataType>${dataType}</DataType><Increment>1</Increment><Offset>0</Offset></CZ>`,
    "    </Axes>",
    "  </Record1>",
    "  <Record2>",
    `    ${element("Date", metadata.date, UNKNOWN_DATE)}`,
    `    ${element("Creator", metadata.creator)}`,
    "    <Instrument>",
    `      ${element("Manufacturer", metadata.manufacturer)}`,
    `      ${element("Model", metadata.model)}`,
    `      ${element("Serial", metadata.serial)}`,
    `      ${element("Version", metadata.version)}`,
    "    </Instrument>",
    `    ${element("CalibrationDate", metadata.calibrationDate, UNKNOWN_DATE)}`,
    "    <ProbingSystem>",
    `      ${element("Type", metadata.probingType, "NonContacting")}`,
    `      ${element("Identification", metadata.probingIdentification)}`,
    "    </ProbingSystem>",
    `    ${element("Comment", metadata.comment, "none")}`,
    "  </Record2>",
    "  <Record3>",
    `    <MatrixDimension><SizeX>${surface.width}</SizeX><SizeY>${surface.height}</SizeY><SizeZ>1</SizeZ></MatrixDimension>`,
    `    <DataLink><PointDataLink>bindata/data.bin</PointDataLink><MD5ChecksumPointData>${dataMd5}</MD5ChecksumPointData></DataLink>`,
    "  </Record3>",
    "  <Record4><ChecksumFile>md5checksum.hex</ChecksumFile></Record4>",
    "</p:ISO5436_2>",
    "",
  ].join("\n");
}

function packHeights(values: Float32Array, dataType: "F" | "D", zOffset: number): Uint8Array {
  const size = dataType === "F" ? 4 : 8;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    if (dataType === "F") view.setFloat32(i * 4, values[i] + zOffset, true);
    else view.setFloat64(i * 8, values[i] + zOffset, true);
  }
  return bytes;
}

/**
 * Writes a topography as X3P (ISO 25178-72): a zip with main.xml, bindata/data.bin and md5checksum.hex. The bytes depend
 * on nothing but the arguments. `readX3p` gives the same values back where the mean height is negligible.
 * @param surface heights and increments in metres, NaN where missing
 * @throws RibinError X3P_UNSUPPORTED (not a topography), X3P_MATRIX_SIZE, SCALE_INVALID
 */
export function writeX3p(
  surface: Surface,
  metadata: Partial<X3pMetadata> = {},
  options: WriteX3pOptions = {},
): Uint8Array {
  const { width, height, values, incrementX, incrementY } = surface;
  if (surface.kind !== "topography")
    throw new RibinError("X3P_UNSUPPORTED", "Only a topography can be written as X3P.");
  if (values.length !== width * height)
    throw new RibinError("X3P_MATRIX_SIZE", `${values.length} values are no matrix of ${width} x ${height}.`);
  if (!(incrementX > 0 && incrementY > 0)) throw new RibinError("SCALE_INVALID", "The increments must be above zero.");
  const dataType = options.dataType ?? "F";
  const data = packHeights(values, dataType, options.zOffset ?? 0);
  const main = new TextEncoder().encode(composeMainXml(surface, metadata, dataType, md5Hex(data)));
  const contents: ZipContent[] = [
    { name: "main.xml", bytes: main },
    { name: "bindata/data.bin", bytes: data },
    { name: "md5checksum.hex", bytes: new TextEncoder().encode(`${md5Hex(main)} *main.xml\n`) },
  ];
  return writeZip(contents);
}
