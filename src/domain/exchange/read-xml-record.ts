/** From an element to a record, by the names of docs/exchange.md. What is not known there is an error and not left out. */
import { canonicaliseCalibre } from "../calibre.ts";
import type { FieldProblem } from "../errors/field-problems.ts";
import { CATEGORY_TEXTS, decodeField, EVENT_CODES, EXHIBIT_CODES } from "./coded-fields.ts";
import { parseRecord, type ReadRecord } from "./exchange-record.ts";
import type { XmlNode } from "./read-xml.ts";

type Read = (node: XmlNode) => unknown;
type Fields = Readonly<Record<string, readonly [field: string, read: Read]>>;

class FieldFault extends Error {
  readonly field: string;
  readonly problem: FieldProblem;
  constructor(field: string, problem: FieldProblem, message: string) {
    super(message);
    this.field = field;
    this.problem = problem;
  }
}

function readText(node: XmlNode): string | null {
  if (node.children.length > 0) throw new FieldFault(node.name, "text_only", "The element holds text only");
  const { encoding } = node.attributes;
  if (encoding !== undefined && encoding !== "base64")
    throw new FieldFault(node.name, "only_base64", 'The only encoding is "base64"');
  const text = encoding === undefined ? node.text : Buffer.from(node.text, "base64").toString("utf8");
  return text.trim() === "" ? null : text;
}

const readFlag: Read = (node) => {
  const text = readText(node)?.trim();
  return text === "true" || text === "false" ? text === "true" : text;
};

/** The code counts; the text is for people, and counts where there is no code. */
const readCode =
  (codes: Readonly<Record<string, string>>): Read =>
  (node) => {
    const { code } = node.attributes;
    return code === undefined ? readText(node)?.trim() : decodeField(codes, code);
  };

const readOwnCode: Read = (node) => node.attributes.code ?? readText(node)?.trim();

/** The text is as the lab wrote it; the code must be that of the text. */
const readCalibre: Read = (node) => {
  const text = readText(node);
  const { code } = node.attributes;
  if (code === undefined || text === null) return text ?? code ?? null;
  if (canonicaliseCalibre(text) !== canonicaliseCalibre(code)) {
    throw new FieldFault(
      "Calibre",
      "code_of_other_text",
      `The code ${JSON.stringify(code)} is not that of the text ${JSON.stringify(text.slice(0, 80))}`,
    );
  }
  return text;
};

const NAME: Fields = { CaseNumber: ["caseNumber", readText], ExhibitNumber: ["exhibitNumber", readText] };

const CASE: Fields = {
  CaseNumber: ["caseNumber", readText],
  OriginatingAgency: ["originatingAgency", readText],
  AgencyReference: ["agencyReference", readText],
  EventType: ["eventType", readCode(EVENT_CODES)],
  OccurrenceDate: ["occurredOn", readText],
  Place: ["place", readText],
  Restricted: ["restricted", readFlag],
  HighProfile: ["highProfile", readFlag],
  Comment: ["comment", readText],
};

const EXHIBIT: Fields = {
  ...NAME,
  Type: ["type", readCode(EXHIBIT_CODES)],
  Category: ["category", (node) => node.attributes.code ?? decodeText(CATEGORY_TEXTS, readText(node))],
  Parent: ["parent", (node) => readFields(node, NAME)],
  CastPolarity: ["castPolarity", readOwnCode],
  Calibre: ["calibre", readCalibre],
  Comment: ["comment", readText],
};

const HIT: Fields = {
  CaseNumber: ["caseNumber", readText],
  OtherState: ["otherState", readOwnCode],
  OtherCaseNumber: ["otherCaseNumber", readText],
  ConfirmationDate: ["confirmedOn", readText],
};

function decodeText(texts: Readonly<Record<string, string>>, text: string | null): unknown {
  return Object.entries(texts).find(([, other]) => other === text)?.[0] ?? text;
}

const SEVERAL = "breechFaceClass";
const NUMBERS = ["numberOfLands", "landWidthMillimetres", "grooveWidthMillimetres"];

function readCharacteristics(nodes: readonly XmlNode[]): Record<string, unknown> {
  const read: Record<string, unknown> = Object.create(null);
  for (const node of nodes) {
    const name = node.attributes.name ?? "";
    const value = readText(node) ?? "";
    if (name === SEVERAL) read[name] = [...((read[name] as string[] | undefined) ?? []), value];
    else if (name in read)
      throw new FieldFault("Characteristic", "element_twice", `${JSON.stringify(name.slice(0, 60))} stands twice`);
    else read[name] = NUMBERS.includes(name) ? Number(value) : value;
  }
  return { ...read };
}

function readFields(node: XmlNode, fields: Fields): Record<string, unknown> {
  if (node.text.trim() !== "") throw new FieldFault(node.name, "text_between", "Text stands between the elements");
  const read: Record<string, unknown> = {};
  for (const child of node.children) {
    const known = Object.hasOwn(fields, child.name) ? fields[child.name] : undefined;
    if (known === undefined)
      throw new FieldFault(child.name, "element_unknown", `The element is not known within <${node.name}>`);
    if (known[0] in read) throw new FieldFault(child.name, "element_twice", "The element stands twice");
    read[known[0]] = known[1](child);
  }
  return read;
}

function readExhibit(node: XmlNode): Record<string, unknown> {
  const isCharacteristic = ({ name }: XmlNode) => name === "Characteristic";
  const plain = { ...node, children: node.children.filter((child) => !isCharacteristic(child)) };
  return {
    ...readFields(plain, EXHIBIT),
    characteristics: readCharacteristics(node.children.filter(isCharacteristic)),
  };
}

export function readNode(node: XmlNode, place: string): ReadRecord {
  try {
    switch (node.name) {
      case "Case":
        return parseRecord("case", place, readFields(node, CASE));
      case "Exhibit":
        return parseRecord("exhibit", place, readExhibit(node));
      case "Hit":
        return parseRecord("hit", place, { id: node.attributes.id, ...readFields(node, HIT) });
      case "RemovedCase":
        return parseRecord("removed_case", place, readFields(node, { CaseNumber: ["caseNumber", readText] }));
      case "RemovedExhibit":
        return parseRecord("removed_exhibit", place, readFields(node, NAME));
      default:
        return parseRecord("removed_hit", place, { id: node.attributes.id, ...readFields(node, {}) });
    }
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return { place, errors: [{ field: error.field, message: error.message, problem: error.problem }] };
  }
}
