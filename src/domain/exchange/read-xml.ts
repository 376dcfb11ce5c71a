/** Reads the ESI-style XML as it comes: one record is in memory at a time, and nothing of XML that the format does not need. */
import { SaxesParser } from "saxes";
import { RibinError } from "../errors.ts";
import type { ReadRecord } from "./exchange-record.ts";
import { readNode } from "./read-xml-record.ts";
import { EXCHANGE_NAMESPACE } from "./write-xml.ts";

/** An element of a record. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

const XML_LIMITS = { depth: 6, elementsPerRecord: 200, attributesPerElement: 8, textPerRecord: 40_000 } as const;
/** The parser keeps a text, a comment or a tag until its end: what has none would fill the memory with the file. */
const MOST_WITHOUT_END = 1_000_000;

const SECTIONS: Readonly<Record<string, string>> = {
  Cases: "Case",
  Exhibits: "Exhibit",
  Hits: "Hit",
  RemovedCases: "RemovedCase",
  RemovedExhibits: "RemovedExhibit",
  RemovedHits: "RemovedHit",
};

export interface XmlHead {
  readonly state: string | null;
}

/**
 * The records in the order of the file. `onHead` is told which state's export it is before the first of them.
 * @throws RibinError IMPORT_XML_FORBIDDEN (a doctype, an entity), IMPORT_INVALID (no such XML; the message names the line)
 */
export async function* readExchangeXml(
  chunks: AsyncIterable<Uint8Array>,
  onHead: (head: XmlHead) => void,
): AsyncGenerator<ReadRecord> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const records: ReadRecord[] = [];
  let waiting = 0;
  const parser = createParser(records, onHead, () => {
    waiting = 0;
  });
  const write = (text: string) => {
    waiting += text.length;
    parser.write(text);
    if (waiting > MOST_WITHOUT_END)
      throw new RibinError("IMPORT_INVALID", `Line ${parser.line}: a text, comment or element has no end.`);
    return records.splice(0);
  };
  for await (const chunk of chunks) {
    yield* write(decode(() => decoder.decode(chunk, { stream: true })));
  }
  yield* write(decode(() => decoder.decode()));
  parser.close();
}

function decode(run: () => string): string {
  try {
    return run();
  } catch (cause) {
    throw new RibinError("IMPORT_INVALID", "The file is not text in UTF-8.", { cause });
  }
}

/** `onPiece` is told of each text, comment and tag that ended. */
function createParser(records: ReadRecord[], onHead: (head: XmlHead) => void, onPiece: () => void) {
  const parser = new SaxesParser({ xmlns: true });
  const path: string[] = [];
  const open: XmlNode[] = [];
  let begun = 0;
  let elements = 0;
  let length = 0;
  const refuse = (message: string): never => {
    throw new RibinError("IMPORT_INVALID", `Line ${parser.line}: ${message.slice(0, 200)}.`);
  };
  const forbid = (what: string): never => {
    throw new RibinError("IMPORT_XML_FORBIDDEN", `Line ${parser.line}: the file has ${what}.`);
  };
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8") refuse(`the encoding ${encoding} is not UTF-8`);
  });
  parser.on("doctype", () => forbid("a doctype"));
  parser.on("processinginstruction", () => forbid("a processing instruction"));
  parser.on("error", (error) => {
    if (/entity/i.test(error.message)) forbid("an entity of its own");
    refuse(`the XML is not well-formed (${error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, "")})`);
  });
  parser.on("comment", onPiece);
  parser.on("opentag", (tag) => {
    onPiece();
    if (tag.uri !== EXCHANGE_NAMESPACE) refuse(`<${tag.local}> is not of the namespace ${EXCHANGE_NAMESPACE}`);
    const attributes = Object.fromEntries(
      Object.values(tag.attributes)
        .filter(({ uri }) => uri === "")
        .map(({ local, value }) => [local, value]),
    );
    if (Object.keys(tag.attributes).length > XML_LIMITS.attributesPerElement) refuse("too many attributes");
    if (path.length === 0) {
      if (tag.local !== "Export") refuse(`the root is <${tag.local}>, not <Export>`);
      onHead({ state: attributes.state ?? null });
    } else if (path.length === 1) {
      if (SECTIONS[tag.local] === undefined) refuse(`<${tag.local}> is not known within <Export>`);
    } else openNode(tag.local, attributes);
    path.push(tag.local);
    if (path.length > XML_LIMITS.depth) refuse("elements are nested too deeply");
  });
  const openNode = (name: string, attributes: Record<string, string>) => {
    if (open.length === 0) {
      if (SECTIONS[path[1] ?? ""] !== name) refuse(`<${name}> is not known within <${path[1]}>`);
      begun = parser.line;
      elements = 0;
      length = 0;
    }
    elements += 1;
    if (elements > XML_LIMITS.elementsPerRecord) refuse("a record has too many elements");
    const node: XmlNode = { name, attributes, children: [], text: "" };
    open.at(-1)?.children.push(node);
    open.push(node);
  };
  const addText = (text: string) => {
    onPiece();
    const node = open.at(-1);
    if (node === undefined) {
      if (text.trim() !== "") refuse("text stands outside of a record");
      return;
    }
    length += text.length;
    if (length > XML_LIMITS.textPerRecord) refuse("a record has too much text");
    node.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    onPiece();
    path.pop();
    const node = open.pop();
    if (node !== undefined && open.length === 0) records.push(readNode(node, `line ${begun}`));
  });
  return parser;
}
