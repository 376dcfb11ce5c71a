/** How far an acquisition came, in words and as a bar. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import { useFormats } from "../app/use-words.ts";
import { Badge, Progress, type Tone } from "../design/parts.tsx";
import type { StageTold } from "../uploads/follow-acquisition.ts";
import styles from "./records.module.css";

type Stage = Schema<"Acquisition">["stage"];

export const STEPS: readonly Stage[] = ["received", "quality_assessed", "features_extracted", "searched", "verified"];
const TONES: Partial<Record<Stage, Tone>> = {
  verified: "good",
  outline_needed: "warn",
  refused: "urgent",
  failed: "urgent",
};

interface StageViewProps {
  readonly acquisition: Schema<"Acquisition">;
  readonly told?: StageTold | undefined;
}

/** The newer of what the list says and what the stream told. */
export function stageNow({ acquisition, told }: StageViewProps): { stage: Stage; progress: number } {
  if (told === undefined || STEPS.indexOf(told.stage as Stage) < STEPS.indexOf(acquisition.stage)) return acquisition;
  return { stage: told.stage as Stage, progress: told.progress };
}

export function StageView(props: StageViewProps) {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  const { stage, progress } = stageNow(props);
  const name = t(`acquisitionStages.${stage}`);
  const tone = TONES[stage];
  if (tone !== undefined) return <Badge tone={tone}>{name}</Badge>;
  const share = Math.min(1, (STEPS.indexOf(stage) + progress) / (STEPS.length - 1));
  return (
    <div className={styles.stage}>
      <span>{name}</span>
      <Progress value={share} label={t("stageProgress", { stage: name, share: formats.percent(share) })} />
    </div>
  );
}
