/** Contrast and gamma of what is shown; the file stays as it was received. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/controls.tsx";
import { PLAIN, type Tone } from "../../viewers/tile-store.ts";
import styles from "./image.module.css";
import { ToneSliders } from "./tone-sliders.tsx";

interface ToneSettingsProps {
  readonly tone: Tone;
  readonly onChange: (tone: Tone) => void;
}

export function ToneSettings({ tone, onChange }: ToneSettingsProps) {
  const { t } = useTranslation("image");
  return (
    <div className={styles.tones}>
      <ToneSliders tone={tone} onChange={onChange} />
      <Button look="quiet" onClick={() => onChange(PLAIN)}>
        {t("plain")}
      </Button>
    </div>
  );
}
