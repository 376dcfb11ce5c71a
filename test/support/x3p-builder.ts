/** X3P files made to measure for tests: correct by default, and wrong in exactly the way that a test asks for. */
import { createHash } from "node:crypto";
import { buildZip, type ZipSpec } from "./zip-builder.ts";

export type DataType = "I" | "L" | "F" | "D";

export interface X3pSpec {
  readonly width?: number;
  readonly height?: number;
  readonly layers?: number;
  readonly incrementX?: number | string;
  readonly incrementY?: number | string;
  readonly featureType?: string;
  readonly namespace?: string;
  readonly rootName?: string;
  readonly zType?: "I" | "A";
  readonly dataType?: DataType;
  readonly zIncrement?: number;
  readonly zOffset?: number;
  /** Stored numbers, row by row; by default a small slope. Null entries are empty text data. */
  readonly values?: readonly (number | null)[];
  readonly text?: boolean;
  readonly data?: Uint8Array;
  readonly valid?: Uint8Array;
  readonly pointsMd5?: string | null;
  readonly record3?: string;
  readonly axesExtra?: string;
  readonly prolog?: string;
  readonly comment?: string;
  readonly checksum?: string | null;
  readonly folder?: string;
  readonly extra?: readonly ZipSpec[];
  readonly changeXml?: (xml: string) => string;
}

export const md5 = (bytes: Uint8Array | string): string => createHash("md5").update(bytes).digest("hex");

const SIZES: Record<DataType, number> = { I: 2, L: 4, F: 4, D: 8 };

/** Numbers as the format stores them, little-endian. */
export function packNumbers(values: readonly number[], type: DataType): Uint8Array {
  const bytes = new Uint8Array(values.length * SIZES[type]);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    if (type === "I") view.setInt16(i * 2, value, true);
    else if (type === "L") view.setInt32(i * 4, value, true);
    else if (type === "F") view.setFloat32(i * 4, value, true);
    else view.setFloat64(i * 8, value, true);
  });
  return bytes;
}

function composeXml(spec: X3pSpec, width: number, height: number, type: DataType, data: Uint8Array): string {
  const namespace = spec.namespace ?? "http://www.opengps.eu/2008/ISO5436_2";
  const root = spec.rootName ?? "ISO5436_2";
  const open = namespace === "" ? root : `p:${root} xmlns:p="${namespace}"`;
  const close = namespace === "" ? root : `p:${root}`;
  const pointsMd5 = spec.pointsMd5 === undefined ? md5(data) : spec.pointsMd5;
  const link =
    `<DataLink><PointDataLink>bindata/data.bin</PointDataLink>` +
    (pointsMd5 === null ? "" : `<MD5ChecksumPointData>${pointsMd5}</MD5ChecksumPointData>`) +
    (spec.valid
      ? `<ValidPointsLink>bindata/valid.bin</ValidPointsLink><MD5ChecksumValidPoints>${md5(spec.valid)}</MD5ChecksumValidPoints>`
      : "") +
    `</DataLink>`;
  const list = `<DataList>${(spec.values ?? []).map((value) => `<Datum>${value ?? ""}</Datum>`).join("")}</DataList>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${spec.prolog ?? ""}
<${open}><Record1><Revision>ISO5436 - 2000</Revision><FeatureType>${spec.featureType ?? "SUR"}</FeatureType><Axes>
<CX><AxisType>I</AxisType><DataType>D</DataType><Increment>${spec.incrementX ?? 5e-6}</Increment><Offset>0</Offset></CX>
<CY><AxisType>I</AxisType><DataType>D</DataType><Increment>${spec.incrementY ?? 5e-6}</Increment><Offset>0</Offset></CY>
<CZ><AxisType>${spec.zType ?? "A"}</AxisType><DataType>${type}</DataType><Increment>${spec.zIncrement ?? 1}</Increment><Offset>${spec.zOffset ?? 0}</Offset></CZ>
${spec.axesExtra ?? ""}</Axes></Record1>
<Record2><Date>2020-01-02T03:04:05</Date><Creator>Tester</Creator><Instrument><Manufacturer>Maker</Manufacturer><Model>M1</Model><Serial>7</Serial><Version>1</Version></Instrument>
<CalibrationDate>2020-01-01</CalibrationDate><ProbingSystem><Type>NonContacting</Type><Identification>20x</Identification></ProbingSystem><Comment>${spec.comment ?? "made by a test"}</Comment></Record2>
${spec.record3 ?? `<Record3><MatrixDimension><SizeX>${width}</SizeX><SizeY>${height}</SizeY><SizeZ>${spec.layers ?? 1}</SizeZ></MatrixDimension>${spec.text ? list : link}</Record3>`}
<Record4><ChecksumFile>md5checksum.hex</ChecksumFile></Record4></${close}>`;
}

/** The entries of an X3P, for tests that pack them in their own way. */
export function composeX3p(spec: X3pSpec = {}): ZipSpec[] {
  const width = spec.width ?? 20;
  const height = spec.height ?? 16;
  const type = spec.dataType ?? "D";
  const numbers =
    spec.values?.map((value) => value ?? Number.NaN) ??
    Array.from({ length: Math.min(width * height, 1_000_000) }, (_, i) => ((i % 7) - 3) * 1e-6);
  const data = spec.data ?? packNumbers(numbers, type);
  const xml = (spec.changeXml ?? ((text) => text))(composeXml(spec, width, height, type, data));
  const folder = spec.folder ?? "";
  const checksum = spec.checksum === undefined ? `${md5(xml)} *main.xml\n` : spec.checksum;
  return [
    { name: `${folder}main.xml`, bytes: xml },
    ...(spec.text ? [] : [{ name: `${folder}bindata/data.bin`, bytes: data }]),
    ...(spec.valid ? [{ name: `${folder}bindata/valid.bin`, bytes: spec.valid }] : []),
    ...(checksum === null ? [] : [{ name: `${folder}md5checksum.hex`, bytes: checksum }]),
    ...(spec.extra ?? []),
  ];
}

export function buildX3p(spec: X3pSpec = {}): Uint8Array {
  return buildZip(composeX3p(spec));
}
