/** What main.xml says of the record: axes, size, where the data are. Names follow ISO 25178-72. */
import { RibinError } from "../../domain/errors.ts";
import { findElement, findText, type ParsedXml, type XmlElement } from "./parse-xml.ts";

/** I int16, L int32, F float32, D float64; all little-endian. */
export type X3pDataType = "I" | "L" | "F" | "D";

export interface X3pAxis {
  readonly type: "I" | "A";
  readonly dataType: X3pDataType | null;
  readonly increment: number | null;
  readonly offset: number;
}

export interface X3pMetadata {
  readonly date: string | null;
  readonly creator: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly version: string | null;
  readonly calibrationDate: string | null;
  readonly probingType: string | null;
  readonly probingIdentification: string | null;
  readonly comment: string | null;
}

export interface X3pDataLink {
  readonly points: string;
  readonly pointsMd5: string | null;
  readonly validity: string | null;
  readonly validityMd5: string | null;
}

export interface X3pHeader {
  readonly namespace: string;
  readonly revision: string | null;
  /** PRF: a profile, one row. */
  readonly featureType: "SUR" | "PRF";
  readonly x: X3pAxis;
  readonly y: X3pAxis;
  readonly z: X3pAxis;
  /** 1 or -1 for x, y and z: what a stated half turn of the axes makes of them. */
  readonly turn: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
  /** Null where the matrix is text inside main.xml. */
  readonly link: X3pDataLink | null;
  readonly checksumFile: string;
  readonly metadata: X3pMetadata;
  readonly remarks: readonly string[];
}

/** The namespace of ISO 5436-2:2000, which ISO 25178-72:2017 kept. */
export const X3P_NAMESPACE = "http://www.opengps.eu/2008/ISO5436_2";
const ROOTS = ["ISO5436_2", "ISO25178_72", "ISO25178-72"];

function invalid(message: string): RibinError {
  return new RibinError("X3P_XML_INVALID", `main.xml: ${message}`);
}

function unsupported(message: string): RibinError {
  return new RibinError("X3P_UNSUPPORTED", message);
}

function readNumber(text: string | null, where: string): number | null {
  if (text === null) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) throw invalid(`${where} is not a number.`);
  return value;
}

function readAxis(axes: XmlElement, name: "CX" | "CY" | "CZ"): X3pAxis {
  const axis = findElement(axes, name);
  if (!axis) throw invalid(`Record1/Axes/${name} is missing.`);
  const type = findText(axis, "AxisType");
  if (type !== "I" && type !== "A") throw invalid(`${name}/AxisType must be I or A.`);
  const dataType = findText(axis, "DataType");
  if (dataType !== null && dataType !== "I" && dataType !== "L" && dataType !== "F" && dataType !== "D")
    throw invalid(`${name}/DataType must be I, L, F or D.`);
  return {
    type,
    dataType,
    increment: readNumber(findText(axis, "Increment"), `${name}/Increment`),
    offset: readNumber(findText(axis, "Offset"), `${name}/Offset`) ?? 0,
  };
}

function readFeatureType(root: XmlElement): "SUR" | "PRF" {
  const feature = findText(root, "Record1", "FeatureType");
  if (feature === "SUR" || feature === "PRF") return feature;
  if (feature === "PCL") {
    const points = findText(root, "Record3", "ListDimension");
    throw unsupported(
      `The file is a point cloud (FeatureType PCL${points && /^\d{1,12}$/.test(points) ? `, a list of ${points} points` : ""}), not a matrix on a regular grid.`,
    );
  }
  throw feature === null
    ? invalid("Record1/FeatureType is missing.")
    : unsupported(`The feature type ${JSON.stringify(feature.slice(0, 20))} is not known; a surface (SUR) is needed.`);
}

function readSize(record3: XmlElement, name: "SizeX" | "SizeY" | "SizeZ"): number {
  const text = findText(record3, "MatrixDimension", name);
  if (text === null || !/^\d{1,15}$/.test(text))
    throw invalid(`Record3/MatrixDimension/${name} must be a whole number.`);
  return Number(text);
}

function readMatrixSize(record3: XmlElement, maxSide: number): { width: number; height: number } {
  if (!findElement(record3, "MatrixDimension")) {
    if (findElement(record3, "ListDimension"))
      throw unsupported("The data are a list of points, not a matrix on a regular grid.");
    throw invalid("Record3/MatrixDimension is missing.");
  }
  const width = readSize(record3, "SizeX");
  const height = readSize(record3, "SizeY");
  const layers = readSize(record3, "SizeZ");
  if (width > maxSide || height > maxSide)
    throw new RibinError(
      "SIZE_ABSURD",
      `The matrix is ${width} x ${height}; at most ${maxSide} points a side are allowed.`,
    );
  if (width === 0 || height === 0 || layers === 0)
    throw new RibinError("X3P_MATRIX_SIZE", `The matrix is ${width} x ${height} x ${layers}: it has no points.`);
  if (layers > 1) throw unsupported(`The matrix has ${layers} layers; a surface has one.`);
  if (width === 1) throw unsupported(`The matrix is 1 x ${height}: a profile stands in one row, with a SizeY of 1.`);
  return { width, height };
}

function readLink(record3: XmlElement): X3pDataLink | null {
  const link = findElement(record3, "DataLink");
  const points = link && findText(link, "PointDataLink");
  if (link && points)
    return {
      points,
      pointsMd5: findText(link, "MD5ChecksumPointData"),
      validity: findText(link, "ValidPointsLink"),
      validityMd5: findText(link, "MD5ChecksumValidPoints"),
    };
  if (findElement(record3, "DataList")) return null;
  throw invalid("Record3 has neither DataLink/PointDataLink nor DataList.");
}

function readMetadata(root: XmlElement): X3pMetadata {
  const text = (...path: string[]): string | null => findText(root, "Record2", ...path)?.slice(0, 2000) ?? null;
  return {
    date: text("Date"),
    creator: text("Creator"),
    manufacturer: text("Instrument", "Manufacturer"),
    model: text("Instrument", "Model"),
    serial: text("Instrument", "Serial"),
    version: text("Instrument", "Version"),
    calibrationDate: text("CalibrationDate"),
    probingType: text("ProbingSystem", "Type"),
    probingIdentification: text("ProbingSystem", "Identification"),
    comment: text("Comment"),
  };
}

/** Off this from a half turn or none, an entry of the rotation turns the surface by less than a tenth of a degree. */
const ROTATION_TOLERANCE = 1.5e-3;

/**
 * The signs that the stated rotation gives x, y and z: none turned, or two of them by half a turn about the third.
 * @throws RibinError X3P_UNSUPPORTED for a mirror and for any other angle, X3P_XML_INVALID
 */
function readRotation(axes: XmlElement): X3pHeader["turn"] {
  const rotation = findElement(axes, "Rotation");
  const cell = (row: number, column: number): number =>
    (rotation && readNumber(findText(rotation, `r${row}${column}`), `Rotation/r${row}${column}`)) ??
    (row === column ? 1 : 0);
  const turn = [1, 2, 3].map((axis) => (cell(axis, axis) < 0 ? -1 : 1));
  for (let row = 1; row <= 3; row++) {
    for (let column = 1; column <= 3; column++) {
      if (Math.abs(cell(row, column) - (row === column ? turn[row - 1] : 0)) > ROTATION_TOLERANCE)
        throw unsupported(
          "The file states a rotation of its axes by other than half a turn. Export the surface in its own axes, without rotation.",
        );
    }
  }
  if (turn[0] * turn[1] * turn[2] < 0)
    throw unsupported(
      "The file states a mirrored system of axes as a rotation. Export the surface in right-handed axes.",
    );
  return [turn[0], turn[1], turn[2]];
}

/**
 * Interprets main.xml. Sizes are checked here, before anything is allocated for the matrix.
 * @throws RibinError X3P_XML_INVALID, X3P_UNSUPPORTED (a column, point cloud, layers), SIZE_ABSURD, X3P_MATRIX_SIZE
 */
export function readX3pHeader({ root }: ParsedXml, maxSide: number): X3pHeader {
  if (!ROOTS.includes(root.name))
    throw invalid(`the root element ${JSON.stringify(root.name.slice(0, 40))} is not that of an X3P.`);
  const remarks: string[] = [];
  if (root.namespace === "") remarks.push("main.xml has no namespace.");
  else if (root.namespace !== X3P_NAMESPACE)
    remarks.push(`main.xml has the namespace ${JSON.stringify(root.namespace.slice(0, 100))}.`);
  const featureType = readFeatureType(root);
  const axes = findElement(root, "Record1", "Axes");
  if (!axes) throw invalid("Record1/Axes is missing.");
  const record3 = findElement(root, "Record3");
  if (!record3) throw invalid("Record3 is missing.");
  const size = readMatrixSize(record3, maxSide);
  if (featureType === "PRF" && size.height > 1)
    throw new RibinError(
      "X3P_MATRIX_SIZE",
      `The file is a profile (FeatureType PRF), but its matrix is ${size.width} x ${size.height}; a profile has one row.`,
    );
  if (size.height === 1) remarks.push("The file is a profile: one row of heights.");
  const x = readAxis(axes, "CX");
  const y = readAxis(axes, "CY");
  return {
    namespace: root.namespace,
    revision: findText(root, "Record1", "Revision"),
    featureType,
    x,
    y,
    z: readAxis(axes, "CZ"),
    turn: readRotation(axes),
    ...size,
    link: readLink(record3),
    checksumFile: findChecksumFile(root),
    metadata: readMetadata(root),
    remarks,
  };
}

/** The entry that has the MD5 of main.xml, as main.xml links to it. */
export function findChecksumFile(root: XmlElement): string {
  return findText(root, "Record4", "ChecksumFile") ?? "md5checksum.hex";
}
