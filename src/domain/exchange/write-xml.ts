/** Writes the ESI-style XML, a piece at a time. Elements hold either text or elements, never both. */
import { canonicaliseCalibre } from "../calibre.ts";
import { STATES } from "../vocabulary.ts";
import { CATEGORY_TEXTS, EVENT_CODES, EXHIBIT_CODES } from "./coded-fields.ts";
import type { ExchangeCase, ExchangeExhibit, ExchangeHit } from "./exchange-record.ts";

export const EXCHANGE_NAMESPACE = "urn:ribin:exchange:1";

/** What XML 1.0 cannot hold, whatever the escape. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A carriage return is written as a reference: a reader would take it for a line feed. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}

/** An element of text; nothing for null. Text with characters that XML lacks is in base64, so that none is lost. */
function writeText(name: string, text: string | null): string {
  if (text === null) return "";
  if (!FORBIDDEN.test(text)) return `<${name}>${escapeText(text)}</${name}>`;
  return `<${name} encoding="base64">${Buffer.from(text, "utf8").toString("base64")}</${name}>`;
}

function writeCoded(name: string, code: string, text: string): string {
  return FORBIDDEN.test(text) || FORBIDDEN.test(code)
    ? writeText(name, text)
    : `<${name} code="${escapeAttribute(code)}">${escapeText(text)}</${name}>`;
}

export function writeBegin(state: keyof typeof STATES, at: Date): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Export xmlns="${EXCHANGE_NAMESPACE}" state="${state}" createdAt="${at.toISOString()}">\n`;
}

export function writeEnd(): string {
  return "</Export>\n";
}

/** The wrapper of the records of one kind. */
export async function* wrapRecords(name: string, records: AsyncIterable<string>): AsyncGenerator<string> {
  yield `<${name}>\n`;
  for await (const record of records) yield `${record}\n`;
  yield `</${name}>\n`;
}

export function writeCase(value: ExchangeCase): string {
  return [
    "<Case>",
    writeText("CaseNumber", value.caseNumber),
    writeText("OriginatingAgency", value.originatingAgency),
    writeText("AgencyReference", value.agencyReference),
    writeCoded("EventType", EVENT_CODES[value.eventType], value.eventType),
    writeText("OccurrenceDate", value.occurredOn),
    writeText("Place", value.place),
    writeText("Restricted", String(value.restricted)),
    writeText("HighProfile", String(value.highProfile)),
    writeText("Comment", value.comment),
    "</Case>",
  ].join("");
}

export function writeExhibit(value: ExchangeExhibit): string {
  const { parent, castPolarity, calibre, characteristics } = value;
  const code = canonicaliseCalibre(calibre);
  return [
    "<Exhibit>",
    writeText("CaseNumber", value.caseNumber),
    writeText("ExhibitNumber", value.exhibitNumber),
    writeCoded("Type", EXHIBIT_CODES[value.type], value.type),
    writeCoded("Category", value.category, CATEGORY_TEXTS[value.category]),
    parent === null
      ? ""
      : `<Parent>${writeText("CaseNumber", parent.caseNumber)}${writeText("ExhibitNumber", parent.exhibitNumber)}</Parent>`,
    castPolarity === null ? "" : writeCoded("CastPolarity", castPolarity, castPolarity),
    calibre === null || code === null ? "" : writeCoded("Calibre", code, calibre),
    ...Object.entries(characteristics).flatMap(([name, given]) =>
      given === undefined ? [] : writeCharacteristic(name, given),
    ),
    writeText("Comment", value.comment),
    "</Exhibit>",
  ].join("");
}

/** One element a value: a breech face may be of several classes. */
function writeCharacteristic(name: string, given: string | number | readonly string[]): string[] {
  const values = Array.isArray(given) ? given : [given];
  return values.map((value) =>
    writeText("Characteristic", String(value)).replace("<Characteristic", `<Characteristic name="${name}"`),
  );
}

export function writeHit(value: ExchangeHit): string {
  return [
    `<Hit id="${value.id}">`,
    writeText("CaseNumber", value.caseNumber),
    writeCoded("OtherState", value.otherState, STATES[value.otherState].name),
    writeText("OtherCaseNumber", value.otherCaseNumber),
    writeText("ConfirmationDate", value.confirmedOn),
    "</Hit>",
  ].join("");
}

export function writeRemovedCase(caseNumber: string): string {
  return `<RemovedCase>${writeText("CaseNumber", caseNumber)}</RemovedCase>`;
}

export function writeRemovedExhibit(caseNumber: string, exhibitNumber: string): string {
  return `<RemovedExhibit>${writeText("CaseNumber", caseNumber)}${writeText("ExhibitNumber", exhibitNumber)}</RemovedExhibit>`;
}

export function writeRemovedHit(id: string): string {
  return `<RemovedHit id="${id}"/>`;
}
