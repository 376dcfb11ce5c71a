/** A 2D image as it was received, by deep zoom; in place of one that cannot be drawn a sentence says why. */
import { useTranslation } from "react-i18next";
import { toRefusal } from "../../api/refusal.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Notice, Waiting } from "../../design/parts.tsx";
import type { Tone } from "../../viewers/tile-store.ts";
import { ExamineFirst, findToExamine } from "../examine-first.tsx";
import { DeepZoom } from "./deep-zoom.tsx";
import type { Together } from "./move-together.ts";
import { useImageViewing } from "./use-image-viewing.ts";

interface ReceivedImageProps {
  readonly acquisitionId: string;
  /** Of what it is, in words. */
  readonly name: string;
  readonly tone: Tone;
  /** Its keys act wherever the focus is; of two beside each other only within each. */
  readonly alone: boolean;
  readonly together: Together;
}

const PLAIN_WORDS = ["CONFLICT", "FORBIDDEN", "NOT_FOUND", "IMAGE_UNREADABLE"] as const;

export function ReceivedImage({ acquisitionId, name, tone, alone, together }: ReceivedImageProps) {
  const { t } = useTranslation("image");
  const viewing = useImageViewing(acquisitionId);
  if (viewing.data !== undefined) {
    const again = () => void viewing.refetch();
    const shown = { name, tone, alone, together };
    return <DeepZoom key={viewing.data.viewing} viewing={viewing.data} {...shown} onExpired={again} />;
  }
  if (viewing.error === null) return <Waiting label={t("opening")} lines={8} />;
  const first = findToExamine(viewing.error);
  if (first !== null) return <ExamineFirst exhibitId={first} />;
  const { code } = toRefusal(viewing.error);
  const plain = PLAIN_WORDS.find((each) => each === code);
  if (plain === undefined) return <RefusalNotice error={viewing.error} onRetry={() => void viewing.refetch()} />;
  return (
    <Notice tone="note" title={t(`none.${plain}`)} live>
      {name}
    </Notice>
  );
}
