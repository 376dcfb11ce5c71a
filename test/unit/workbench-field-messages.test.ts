/** What is wrong with a field is said in the reader's language; what has no words in it is marked as English. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import i18next from "i18next";
import { FIELD_PROBLEMS } from "../../src/domain/errors/field-problems.ts";
import { Refusal, refuseHere } from "../../src/web/api/refusal.ts";

const LANGUAGES = ["en", "fr", "nl", "es", "ht"] as const;

beforeAll(async () => {
  await i18next.init({ lng: "en", fallbackLng: false, resources: {}, interpolation: { escapeValue: false } });
  for (const language of LANGUAGES) {
    const { fieldProblems } = await import(`../../src/web/words/${language}/field-problems.ts`);
    i18next.addResourceBundle(language, "fieldProblems", fieldProblems);
  }
});
afterAll(() => i18next.changeLanguage("en"));

const refused = (error: { message: string; problem?: (typeof FIELD_PROBLEMS)[number]; limit?: number }) =>
  new Refusal({ code: "VALIDATION_FAILED", status: 400, errors: [{ field: "place", ...error }] });

describe.each(LANGUAGES)("in %s", (language) => {
  beforeAll(() => i18next.changeLanguage(language));

  test.each(FIELD_PROBLEMS)("%s has words of its own", (problem) => {
    const said = refused({ message: "As the service says it", problem, limit: 4_000 }).of("place");
    expect(said).toEqual({ text: expect.not.stringMatching(/As the service says it|\{\{|undefined/) });
    expect(said?.text).toMatch(/[.!]$/);
  });
});

test("numbers stand in it", async () => {
  await i18next.changeLanguage("fr");
  const said = refused({ message: "Too long; at most 300 characters.", problem: "too_long", limit: 300 }).of("place");
  expect(said).toEqual({ text: "Trop long ; au plus 300 caractères." });
});

test("what has no code stays as the service says it, and is marked where English is not the reader's language", async () => {
  const refusal = refused({ message: "The ring crosses itself." });
  await i18next.changeLanguage("nl");
  expect(refusal.of("place")).toEqual({ text: "The ring crosses itself.", lang: "en" });
  await i18next.changeLanguage("en");
  expect(refusal.of("place")).toEqual({ text: "The ring crosses itself." });
  expect(refusal.of("caseNumber")).toBeUndefined();
});

test("what the page found wrong itself is in the reader's words already", async () => {
  await i18next.changeLanguage("es");
  expect(refuseHere("caseNumber", "Ningún caso").of("caseNumber")).toEqual({ text: "Ningún caso" });
});
