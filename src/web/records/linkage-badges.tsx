/** The state of a linkage and its clock, the same wherever they stand. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import { useFormats } from "../app/use-words.ts";
import { Badge, type Tone } from "../design/parts.tsx";

type Linkage = Schema<"Linkage">;

const TONES: Readonly<Record<Linkage["state"], Tone>> = {
  candidate: "accent",
  lead: "note",
  "under microscopy": "note",
  consultation: "warn",
  hit: "good",
  inconclusive: "neutral",
  eliminated: "neutral",
};

export function StateBadge({ state }: { readonly state: Linkage["state"] }) {
  const { t } = useTranslation("review");
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}

const SOON_HOURS = 12;

/** When it is due, coloured and said by how near that is; of what is reviewed, how long it is in the network. */
export function DueBadge({ linkage }: { readonly linkage: Linkage }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  if (linkage.dueAt === null) return <span>{formats.fromNow(linkage.updatedAt)}</span>;
  const when = formats.fromNow(linkage.dueAt);
  const hours = (new Date(linkage.dueAt).getTime() - Date.now()) / 3_600_000;
  if (linkage.overdue) return <Badge tone="urgent">{t("overdueSince", { when })}</Badge>;
  return <Badge tone={hours < SOON_HOURS ? "warn" : "neutral"}>{t("dueIn", { when })}</Badge>;
}

/** What is to be known before it is opened. */
export function LinkageFlags({ linkage }: { readonly linkage: Linkage }) {
  const { t } = useTranslation("review");
  return (
    <>
      {linkage.urgent ? <Badge tone="urgent">{t("urgent")}</Badge> : null}{" "}
      {linkage.toExamine === null ? null : <Badge>{t("toDocument")}</Badge>}{" "}
      {linkage.imagesPermitted ? null : <Badge>{t("noImages")}</Badge>}
    </>
  );
}
