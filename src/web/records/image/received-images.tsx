/** One image, or the two of a pair beside each other, in the same tones. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { Stack } from "../../design/parts.tsx";
import stage from "../../design/stage.module.css";
import { ToolSwitch } from "../../design/tool-group.tsx";
import { PLAIN } from "../../viewers/tile-store.ts";
import styles from "./image.module.css";
import { makeTogether } from "./move-together.ts";
import { ReceivedImage } from "./received-image.tsx";
import { ToneSettings } from "./tone-settings.tsx";

interface ReceivedImagesProps {
  readonly images: readonly { readonly acquisitionId: string; readonly name: string }[];
}

export function ReceivedImages({ images }: ReceivedImagesProps) {
  const { t } = useTranslation("image");
  const { t: words } = useTranslation("compare");
  const [tone, setTone] = useState(PLAIN);
  const [together] = useState(makeTogether);
  const [locked, setLocked] = useState(true);
  const alone = images.length === 1;
  const lock = () => {
    together.lock(!locked);
    setLocked(!locked);
  };
  useShortcuts(alone ? [] : [{ key: "k", does: words("lock"), act: lock }]);
  return (
    <Stack gap={3}>
      <p className={stage.hint}>{t("about")}</p>
      <div className={styles.tools}>
        <ToneSettings tone={tone} onChange={setTone} />
        {alone ? null : <ToolSwitch label={words("lock")} on={locked} shortcut="k" onToggle={lock} />}
      </div>
      <div className={styles.pair}>
        {images.map(({ acquisitionId, name }) => (
          <ReceivedImage key={acquisitionId} {...{ acquisitionId, name, tone, alone, together }} />
        ))}
      </div>
    </Stack>
  );
}
