/** Where each kind of blob lies. Keys hold ids and versions only, never a name that a person gave. */
import { validate as isUuid } from "uuid";

export const INCOMING = "incoming";
export const IMPORTS = "imports";
export const PICTURES = "pictures";
export const REPORTS = "reports";

/**
 * Every folder of blobs. What is on its way stands first: a file that moves on while they are listed in this order is then found where it
 * moved to.
 */
export const BLOB_FOLDERS = [
  INCOMING,
  IMPORTS,
  "acquisitions",
  "prepared",
  "previews",
  REPORTS,
  PICTURES,
  "archives",
] as const;

/** A file while it is received and read; it moves on when its acquisition's row is written. */
export function makeIncomingKey(acquisitionId: string): string {
  return `${INCOMING}/${acquisitionId}`;
}

/** The acquisition that an incoming blob is for. */
export function readIncomingKey(key: string): string {
  return key.slice(INCOMING.length + 1);
}

/** The file as it was received. */
export function makeAcquisitionKey(acquisitionId: string, sha256: string): string {
  return `acquisitions/${sha256.slice(0, 2)}/${acquisitionId}`;
}

/** A mark made ready for comparison, by what it is: a comparison names it for good, and no other mark ever takes its place. */
export function makePreparedKey(acquisitionId: string, sha256: string): string {
  return `prepared/${acquisitionId}/${sha256}`;
}

/** A picture for people, PNG. */
export function makePreviewKey(acquisitionId: string): string {
  return `previews/${acquisitionId}.png`;
}

/** A report as it was issued, PDF. */
export function makeReportKey(reportId: string): string {
  return `${REPORTS}/${reportId}.pdf`;
}

/** A comparison as an examiner had set it up, PNG. */
export function makeComparisonPictureKey(pictureId: string): string {
  return `${PICTURES}/${pictureId}.png`;
}

/** Of whose record a blob is, by how its key is made; null where the key is none of ours. */
export function readIdOf(key: string, makeKey: (id: string) => string): string | null {
  const id = key.slice(key.lastIndexOf("/") + 1, key.lastIndexOf("."));
  return isUuid(id) && makeKey(id) === key ? id : null;
}

/** What belongs to an import, until it is applied: number 0 is the file itself, the others are files that it brought. */
export function makeImportKey(importId: string, number: number): string {
  return `${makeImportFolder(importId)}/${number}`;
}

export function makeImportFolder(importId: string): string {
  return `${IMPORTS}/${importId}`;
}

/** The import that such a blob belongs to. */
export function readImportKey(key: string): string {
  return key.split("/")[1] ?? "";
}
