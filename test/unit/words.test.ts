import { describe, expect, test } from "@jest/globals";
import { FONT_NAMES, openFont } from "../../src/adapters/pdf/fonts.ts";
import { RATING_CAVEAT } from "../../src/analysis/likelihood/rate-evidence.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { SCORE_SAYINGS } from "../../src/domain/sayings/scores.ts";
import { CONCLUSIONS, REGIONS, STATE_CODES, STATES } from "../../src/domain/vocabulary.ts";
import { WORDS, writeMoment, writeNumber } from "../../src/domain/words/of-language.ts";
import { sayOfScore } from "../../src/domain/words/say-of-score.ts";
import { fill } from "../../src/domain/words/words.ts";

/** Every text of a vocabulary under its path. */
function listTexts(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([name, entry]) => listTexts(entry, `${path}/${name}`));
}
const ENGLISH = new Map(listTexts(WORDS.en));
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each(LANGUAGES)("the words of %s", (language) => {
  const texts = listTexts(WORDS[language]);

  test("are all there, none is empty, and each takes what the English one takes", () => {
    expect(texts.map(([path]) => path).sort()).toEqual([...ENGLISH.keys()].sort());
    for (const [path, text] of texts) {
      expect([path, text.trim() === text && text.length > 0]).toEqual([path, true]);
      // A moment's words stand in each language's own order; all have the same parts.
      expect([path, placeholders(text)]).toEqual([path, placeholders(ENGLISH.get(path) ?? "")]);
      expect([path, text.normalize("NFC")]).toEqual([path, text]);
    }
  });

  test("have every letter in each of the three fonts, in capitals too", () => {
    for (const name of FONT_NAMES) {
      const font = openFont(name);
      for (const [path, text] of texts) {
        const missing = [...text, ...text.toUpperCase()].filter(
          (char) => !font.hasGlyphForCodePoint(char.codePointAt(0)!),
        );
        expect([path, missing]).toEqual([path, []]);
      }
    }
  });

  test("tell the closed vocabularies apart: no two codes have one word", () => {
    const { regions, conclusions, exhibitTypes, categories, eventTypes, states, titles, months } = WORDS[language];
    for (const table of [regions, conclusions, exhibitTypes, categories, eventTypes, states, titles, months]) {
      const words = Object.values(table);
      expect(new Set(words).size).toBe(words.length);
    }
    expect([Object.keys(regions), Object.keys(conclusions)]).toEqual([[...REGIONS], [...CONCLUSIONS]]);
    expect(months).toHaveLength(12);
  });
});

describe("the languages", () => {
  test("are those that the states of the region use, but Papiamentu", () => {
    const used = new Set<string>(STATE_CODES.flatMap((code) => [...STATES[code].languages]));
    expect([...used].sort()).toEqual([...LANGUAGES].sort());
  });

  test("are not English where the language is another", () => {
    // Proper names, and words that are the same in both; a sentence never is.
    for (const language of LANGUAGES.filter((other) => other !== "en")) {
      const same = listTexts(WORDS[language]).filter(
        ([path, text]) => text.includes(" ") && ENGLISH.get(path) === text,
      );
      const sentences = same.filter(([path]) => /caveats|headings|titles|verify|notReleased|noConclusions/.test(path));
      expect([language, sentences]).toEqual([language, []]);
    }
    expect(WORDS.en.caveats.rating).toBe(RATING_CAVEAT);
  });

  test("write moments and numbers as each does", () => {
    const iso = "2026-03-01T09:05:00.000Z";
    expect(LANGUAGES.map((language) => writeMoment(WORDS[language], iso))).toEqual([
      "1 March 2026, 09:05 UTC",
      "1er mars 2026, 09:05 UTC",
      "1 maart 2026, 09:05 UTC",
      "1 de marzo de 2026, 09:05 UTC",
      "1 mas 2026, 09:05 UTC",
    ]);
    expect(LANGUAGES.map((language) => writeNumber(WORDS[language], 0.9104, 3))).toEqual([
      "0.910",
      "0,910",
      "0,910",
      "0.910",
      "0,910",
    ]);
    expect(fill("{a} of {b}, {c}", { a: 1, b: "two" })).toBe("1 of two, {c}");
  });

  test("say what a method wrote of a score, with their own decimal sign, and mark what they have no words for", () => {
    const reason =
      "Parallel toolmarks run through both marks. Moved along them the two still correlate by 0.61 of 0.83 (73 %); what does not run along them correlates by 0.12.";
    expect(sayOfScore(WORDS.en, reason)).toBe(reason);
    expect(sayOfScore(WORDS.fr, reason)).toBe(
      "Des traces d’outil parallèles traversent les deux traces. Décalées le long de celles-ci, les deux se corrèlent encore à 0,61 sur 0,83 (73 %) ; ce qui ne les suit pas se corrèle à 0,12.",
    );
    const version = "No ratios were fitted for nist/cmps, version 1.2.0.";
    expect(sayOfScore(WORDS.es, version)).toBe("No se ajustaron razones para nist/cmps, versión 1.2.0.");
    const unknown = `${reason} Of a version that wrote otherwise.`;
    expect(sayOfScore(WORDS.nl, unknown)).toBe(`Tekst van de methode, in het Engels: ${unknown}`);
  });

  test("have words for all that may stand beside a score", () => {
    // What is composed of these sentences: src/analysis/compare and src/analysis/likelihood.
    for (const language of LANGUAGES) expect(Object.keys(WORDS[language].scores)).toEqual(Object.keys(SCORE_SAYINGS));
  });
});
