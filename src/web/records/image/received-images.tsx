/** One image, or the two of a pair beside each other, in the same tones. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Stack } from "../../design/parts.tsx";
import stage from "../../design/stage.module.css";
import { PLAIN } from "../../viewers/tile-store.ts";
import styles from "./image.module.css";
import { ReceivedImage } from "./received-image.tsx";
import { ToneSettings } from "./tone-settings.tsx";

interface ReceivedImagesProps {
  readonly images: readonly { readonly acquisitionId: string; readonly name: string }[];
}

export function ReceivedImages({ images }: ReceivedImagesProps) {
  const { t } = useTranslation("image");
  const [tone, setTone] = useState(PLAIN);
  return (
    <Stack gap={3}>
      <p className={stage.hint}>{t("about")}</p>
      <ToneSettings tone={tone} onChange={setTone} />
      <div className={styles.pair}>
        {images.map(({ acquisitionId, name }) => (
          <ReceivedImage key={acquisitionId} {...{ acquisitionId, name, tone }} alone={images.length === 1} />
        ))}
      </div>
    </Stack>
  );
}
