/** The fonts of reports, opened once a process: parsing them cost a report five times as long as drawing it. */
import { createRequire } from "node:module";
import { type Font, openSync } from "fontkit";

const resolve = createRequire(import.meta.url).resolve;
const SOURCE_SANS = "@expo-google-fonts/source-sans-3";
/** Source Sans 3 (OFL): Latin of every language of the region, Greek and Cyrillic; embedded as the subset that is used. */
const FILES = {
  regular: `${SOURCE_SANS}/400Regular/SourceSans3_400Regular.ttf`,
  italic: `${SOURCE_SANS}/400Regular_Italic/SourceSans3_400Regular_Italic.ttf`,
  bold: `${SOURCE_SANS}/600SemiBold/SourceSans3_600SemiBold.ttf`,
} as const;

export type FontName = keyof typeof FILES;

const opened = new Map<FontName, Font>();

/** Nothing of a document is kept in it: each takes a subset of its own. */
export function openFont(name: FontName): Font {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const font = openSync(resolve(FILES[name]));
  if (!("layout" in font)) throw new Error(`${FILES[name]} is a collection, not a font.`);
  opened.set(name, font);
  return font;
}

/** What pdfkit takes: it knows an opened font by its layout, which its types do not say. */
export const toPdfFont = (name: FontName) => openFont(name) as unknown as PDFKit.Mixins.PDFFontSource;

export const FONT_NAMES = Object.keys(FILES) as FontName[];

/**
 * A character that the font cannot draw is written as its code point, e.g. [U+4E2D], so that no part of a name is lost
 * without a trace.
 */
export function makePrintable(text: string): string {
  const font = openFont("regular");
  return [...text.normalize("NFC")]
    .map((char) => {
      const code = char.codePointAt(0)!;
      if (char === "\n" || font.hasGlyphForCodePoint(code)) return char;
      return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
    })
    .join("");
}
