/** Requests to trace: the key under which they are kept, and the words of their forms. */
import { useTranslation } from "react-i18next";
import { TRACE_WORDS, type TraceWords } from "../../../domain/words/trace-words.ts";
import type { Language } from "../../app/languages.ts";

export const traceKey = (exhibitId: string) => ["exhibits", "traces", exhibitId] as const;

/** The page names the parts of a form as the form itself does. */
export function useTraceWords(): TraceWords {
  return TRACE_WORDS[useTranslation().i18n.language as Language];
}
