/** The five languages: each is loaded when it is first asked for, the program's texts and the domain's terms together. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Words } from "../../domain/words/words.ts";
import type { Texts } from "../words/en/index.ts";
import type { Sayings } from "../words/en/sayings.ts";

export const LANGUAGES = ["en", "fr", "nl", "es", "ht"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in itself, as a speaker looks for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  fr: "Français",
  nl: "Nederlands",
  es: "Español",
  ht: "Kreyòl ayisyen",
};

interface Loaded {
  readonly texts: Texts;
  readonly terms: Words;
}

const LOADERS: Readonly<Record<Language, () => Promise<Loaded>>> = {
  en: async () => pair(await import("../words/en/index.ts"), (await import("../../domain/words/en.ts")).EN),
  fr: async () => pair(await import("../words/fr/index.ts"), (await import("../../domain/words/fr.ts")).FR),
  nl: async () => pair(await import("../words/nl/index.ts"), (await import("../../domain/words/nl.ts")).NL),
  es: async () => pair(await import("../words/es/index.ts"), (await import("../../domain/words/es.ts")).ES),
  ht: async () => pair(await import("../words/ht/index.ts"), (await import("../../domain/words/ht.ts")).HT),
};

/** What the service says is a quarter of all words, and nothing of it stands on the first screen: a slow line gets it behind that. */
const SAYINGS: Readonly<Record<Language, () => Promise<{ readonly sayings: Sayings }>>> = {
  en: () => import("../words/en/sayings.ts"),
  fr: () => import("../words/fr/sayings.ts"),
  nl: () => import("../words/nl/sayings.ts"),
  es: () => import("../words/es/sayings.ts"),
  ht: () => import("../words/ht/sayings.ts"),
};
const asked = new Set<Language>();
const SOON_MS = 5_000;

const terms = new Map<Language, Words>();
const STORED = "ribin.language";

/** The domain's terms in a language that was loaded. */
export function termsOf(language: string): Words {
  const found = terms.get(language as Language);
  if (found === undefined) throw new Error(`The terms of ${language} are not loaded.`);
  return found;
}

/** Starts with what was chosen last, or with what the browser prefers. */
export async function startLanguages(): Promise<void> {
  const language = readStored() ?? matchBrowser();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    defaultNS: "shell",
    interpolation: { escapeValue: false },
    returnNull: false,
    // Whoever says something says it again when its words have come.
    react: { useSuspense: false, bindI18nStore: "added" },
  });
  await switchLanguage(language);
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!terms.has(language)) {
    const loaded = await LOADERS[language]();
    for (const [room, texts] of Object.entries(loaded.texts)) i18next.addResourceBundle(language, room, texts);
    terms.set(language, loaded.terms);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** Loads what the service says in a language, once; where the line breaks, whoever asks next tries again. */
export function loadSayings(language: string): void {
  const load = SAYINGS[language as Language];
  if (load === undefined || asked.has(language as Language)) return;
  asked.add(language as Language);
  load().then(
    ({ sayings }) => i18next.addResourceBundle(language, "sayings", sayings),
    () => asked.delete(language as Language),
  );
}

/** When the first screen has long come: what is said then is said in the reader's words at once. */
export function loadSayingsSoon(): void {
  setTimeout(() => loadSayings(i18next.language), SOON_MS);
}

function pair(module: { readonly texts: Texts }, words: Words): Loaded {
  return { texts: module.texts, terms: words };
}

function readStored(): Language | null {
  try {
    return toLanguage(localStorage.getItem(STORED) ?? "");
  } catch {
    return null;
  }
}

function matchBrowser(): Language {
  for (const preferred of navigator.languages) {
    const language = toLanguage(preferred.slice(0, 2).toLowerCase());
    if (language !== null) return language;
  }
  return "en";
}

function toLanguage(text: string): Language | null {
  return LANGUAGES.find((language) => language === text) ?? null;
}
