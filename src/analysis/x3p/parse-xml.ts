/** Text to a small tree of elements, with nothing of XML that an X3P does not need. */
import { SaxesParser } from "saxes";
import { RibinError } from "../../domain/errors.ts";

export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly children: XmlElement[];
  /** Text directly inside the element, trimmed. */
  text: string;
}

export interface ParsedXml {
  readonly root: XmlElement;
  /** Texts of all `Datum` elements in order. They are kept out of the tree: a text matrix has millions. */
  readonly data: string[];
}

const MAX_DEPTH = 32;
/** main.xml of an honest file has about 60 elements besides its data. */
const MAX_ELEMENTS = 10_000;
/** An honest file has a handful, on its root. */
const MAX_ATTRIBUTES = 1_000;
/** Characters of text outside the data; comments of operators reach some thousands. */
const MAX_TEXT = 1_000_000;

function invalid(message: string): RibinError {
  return new RibinError("X3P_XML_INVALID", `main.xml: ${message}`);
}

/**
 * Decodes by byte order mark, then by the declared encoding, then as UTF-8.
 * @throws RibinError X3P_XML_INVALID
 */
export function decodeXml(bytes: Uint8Array): string {
  const declared = /^[^>]*encoding=["']([\w-]+)["']/.exec(
    new TextDecoder("latin1").decode(bytes.subarray(0, 200)),
  )?.[1];
  const bigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  const littleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  const encoding = bigEndian ? "utf-16be" : littleEndian ? "utf-16le" : (declared ?? "utf-8");
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RibinError("X3P_XML_INVALID", `main.xml is not text in ${encoding.slice(0, 20)}.`, { cause });
  }
}

/**
 * Parses main.xml. A doctype or an entity declaration is refused wherever it stands, before the parser sees it.
 * @throws RibinError X3P_XML_FORBIDDEN, X3P_XML_INVALID
 */
export function parseXml(text: string): ParsedXml {
  const forbidden = /<!\s*(DOCTYPE|ENTITY)/i.exec(text);
  if (forbidden) throw new RibinError("X3P_XML_FORBIDDEN", `main.xml has a ${forbidden[1].toLowerCase()} declaration.`);

  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  const data: string[] = [];
  let root: XmlElement | undefined;
  let datum: string | undefined;
  let elements = 0;
  let attributes = 0;
  let textLength = 0;

  parser.on("error", (error) => {
    if (/entity/i.test(error.message)) throw new RibinError("X3P_XML_FORBIDDEN", "main.xml refers to an entity.");
    throw invalid(`${error.message.slice(0, 200).replace(/\.$/, "")}.`);
  });
  parser.on("opentag", (tag) => {
    // A Datum counts neither as an element nor as a level: within one another they would make each next one slower to read.
    if (datum !== undefined) throw invalid("has an element within a Datum.");
    if (tag.local === "Datum") {
      datum = "";
      return;
    }
    elements += 1;
    if (elements > MAX_ELEMENTS || open.length >= MAX_DEPTH)
      throw invalid("has too many or too deeply nested elements.");
    const element: XmlElement = { name: tag.local, namespace: tag.uri, children: [], text: "" };
    if (open.length > 0) open[open.length - 1].children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES) throw invalid("has too many attributes.");
  });
  const addText = (text: string): void => {
    if (datum !== undefined) {
      datum += text;
      return;
    }
    textLength += text.length;
    if (textLength > MAX_TEXT) throw invalid("has too much text.");
    if (open.length > 0) open[open.length - 1].text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", (tag) => {
    if (tag.local === "Datum") {
      data.push((datum ?? "").trim());
      datum = undefined;
      return;
    }
    const element = open.pop();
    if (element) element.text = element.text.trim();
  });
  parser.write(text).close();
  if (root === undefined) throw invalid("has no root element.");
  return { root, data };
}

/** The first descendant along `path`, or undefined. */
export function findElement(from: XmlElement, ...path: string[]): XmlElement | undefined {
  let current: XmlElement | undefined = from;
  for (const name of path) current = current?.children.find((child) => child.name === name);
  return current;
}

/** The text of the first descendant along `path`; null where it is absent or empty. */
export function findText(from: XmlElement, ...path: string[]): string | null {
  return findElement(from, ...path)?.text || null;
}
