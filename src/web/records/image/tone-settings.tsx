/** Contrast and gamma of what is shown; the file stays as it was received. */
import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Slider } from "../../design/slider.tsx";
import { PLAIN, type Tone } from "../../viewers/tile-store.ts";
import styles from "./image.module.css";

interface ToneSettingsProps {
  readonly tone: Tone;
  readonly onChange: (tone: Tone) => void;
}

export function ToneSettings({ tone, onChange }: ToneSettingsProps) {
  const { t } = useTranslation("image");
  const formats = useFormats();
  return (
    <div className={styles.tones}>
      <Slider
        label={t("contrast")}
        least={0.2}
        most={8}
        step={0.1}
        value={tone.contrast}
        says={`× ${formats.number(tone.contrast, 1)}`}
        onChange={(contrast) => onChange({ ...tone, contrast })}
      />
      <Slider
        label={t("gamma")}
        least={0.3}
        most={4}
        step={0.1}
        value={tone.gamma}
        says={formats.number(tone.gamma, 1)}
        onChange={(gamma) => onChange({ ...tone, gamma })}
      />
      <Button look="quiet" onClick={() => onChange(PLAIN)}>
        {t("plain")}
      </Button>
    </div>
  );
}
