/** The state of a request, of a part of one, or of what another state asks: always in words, with its colour. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import { Badge, type Tone } from "../design/parts.tsx";

const TONES: Readonly<Record<Schema<"ReportRequest">["state"] | PartState, Tone>> = {
  asked: "neutral",
  waiting: "note",
  more_asked: "warn",
  released: "good",
  refused: "urgent",
  reports_issued: "good",
  report_issued: "good",
  release_ended: "warn",
  expired: "neutral",
  withdrawn: "neutral",
};

type PartState = Schema<"ReportRequest">["parts"][number]["state"] | Schema<"ReportRequestPart">["state"];

export function RequestState({ state }: { readonly state: Schema<"ReportRequest">["state"] }) {
  const { t } = useTranslation("reportRequests");
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}

export function PartStateBadge({ state }: { readonly state: PartState }) {
  const { t } = useTranslation("reportRequests");
  return <Badge tone={TONES[state]}>{t(`partStates.${state}`)}</Badge>;
}
