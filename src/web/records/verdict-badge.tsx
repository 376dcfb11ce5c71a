import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import { Badge, type Tone } from "../design/parts.tsx";

const TONES = { good: "good", usable: "good", poor: "warn", unsuitable: "urgent" } as const satisfies Record<
  string,
  Tone
>;
type Verdict = keyof typeof TONES;

export interface Quality {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

/** The description leaves its members open: it is a record of the analysis. */
export function qualityOf({ quality }: Schema<"Acquisition">): Quality | null {
  return quality as Quality | null;
}

export function VerdictBadge({ of }: { readonly of: Schema<"Acquisition"> }) {
  const { t } = useTranslation("acquire");
  const quality = qualityOf(of);
  if (quality === null) return <span>–</span>;
  return <Badge tone={TONES[quality.verdict]}>{t(`verdicts.${quality.verdict}`)}</Badge>;
}
