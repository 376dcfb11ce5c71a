/** Contrast and gamma of a grey picture. */
import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/use-words.ts";
import { Slider } from "../../design/slider.tsx";
import type { Tone } from "../../viewers/tile-store.ts";

interface ToneSlidersProps {
  readonly tone: Tone;
  readonly onChange: (tone: Tone) => void;
}

export function ToneSliders({ tone, onChange }: ToneSlidersProps) {
  const { t } = useTranslation("image");
  const formats = useFormats();
  return (
    <>
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
    </>
  );
}
