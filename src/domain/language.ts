/** The languages of the region's pages and reports. */
import { z } from "zod";

/** English, French, Dutch, Spanish, Haitian Creole. */
export const LANGUAGES = ["en", "fr", "nl", "es", "ht"] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;
