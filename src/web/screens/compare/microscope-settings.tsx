/** What is set finely: light and relief, contrast and gamma, blend and dividing line, and how B was laid on A. */
import { useTranslation } from "react-i18next";
import type { Lengths } from "../../app/use-lengths.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Key } from "../../design/parts.tsx";
import { Slider } from "../../design/slider.tsx";
import { ToneSliders } from "../../records/image/tone-sliders.tsx";
import { describeGradient } from "../../viewers/colour-map.ts";
import { HEIGHT_RANGE } from "../../viewers/comparison-microscope.ts";
import type { Pose } from "../../viewers/microscope-geometry.ts";
import { set } from "../../viewers/microscope-state.ts";
import styles from "./compare.module.css";
import type { UsedMicroscope } from "./use-microscope.ts";

const DEGREES = 180 / Math.PI;

interface SettingsProps {
  readonly used: UsedMicroscope;
  readonly registered: Pose;
  readonly lengths: Lengths;
  readonly onRealign: () => void;
}

export function MicroscopeSettings({ used: { store, state }, registered, lengths, onRealign }: SettingsProps) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const { light, layout, look } = state;
  const degrees = (angle: number, decimals = 0) => `${formats.number(angle * DEGREES, decimals)}°`;
  return (
    <div className={styles.settings}>
      {layout === "difference" || look === "grey" ? null : (
        <section>
          <h2>{t("light.title")}</h2>
          <Slider
            label={t("light.azimuth")}
            least={-180}
            most={180}
            step={5}
            value={Math.round(light.azimuth * DEGREES)}
            says={degrees(light.azimuth)}
            onChange={(value) => store.change(set({ light: { ...light, azimuth: value / DEGREES } }))}
          />
          <Slider
            label={t("light.elevation")}
            least={3}
            most={90}
            step={1}
            value={Math.round(light.elevation * DEGREES)}
            says={degrees(light.elevation)}
            onChange={(value) => store.change(set({ light: { ...light, elevation: value / DEGREES } }))}
          />
          <Slider
            label={t("light.relief")}
            least={0.1}
            most={4}
            step={0.1}
            value={state.relief}
            says={`× ${formats.number(state.relief, 1)}`}
            onChange={(relief) => store.change(set({ relief }))}
          />
        </section>
      )}
      {look === "grey" && layout !== "difference" ? (
        <section>
          <h2>{t("looks.grey")}</h2>
          <ToneSliders
            tone={{ contrast: state.contrast, gamma: state.gamma }}
            onChange={(tone) => store.change(set(tone))}
          />
        </section>
      ) : null}
      {layout === "blend" ? (
        <Slider
          label={t("layouts.blend")}
          least={0}
          most={1}
          step={0.05}
          value={state.blend}
          says={t("blendOf", { share: formats.percent(state.blend) })}
          onChange={(blend) => store.change(set({ blend }))}
        />
      ) : null}
      {layout === "split" ? (
        <section>
          <h2>{t("layouts.split")}</h2>
          <Slider
            label={t("split.place")}
            least={-0.98}
            most={0.98}
            step={0.02}
            value={state.split.at}
            says={formats.percent((state.split.at + 1) / 2)}
            onChange={(at) => store.change(set({ split: { ...state.split, at } }))}
          />
          <Slider
            label={t("split.angle")}
            least={-90}
            most={90}
            step={5}
            value={Math.round(state.split.angle * DEGREES)}
            says={degrees(state.split.angle)}
            onChange={(value) => store.change(set({ split: { ...state.split, angle: value / DEGREES } }))}
          />
        </section>
      ) : null}
      {layout === "difference" || look === "height" ? (
        <Legend name={layout === "difference" ? "difference" : "height"} />
      ) : null}
      <section>
        <h2>{t("pose.title")}</h2>
        <p className="figures">{sayPose()}</p>
        <Button onClick={onRealign} disabled={isSame(state.pose, registered)}>
          {t("realign")} <Key>r</Key>
        </Button>
      </section>
    </div>
  );

  /** How far B lies from where the registration laid it: of its own middle, in the frame of A. */
  function sayPose(): string {
    const { pose } = state;
    if (isSame(pose, registered)) return t("pose.registered");
    return t("pose.byHand", {
      x: lengths.say(pose.shiftX - registered.shiftX),
      y: lengths.say(pose.shiftY - registered.shiftY),
      angle: degrees(pose.angle - registered.angle, 2),
    });
  }
}

const isSame = (one: Pose, other: Pose) =>
  one.angle === other.angle && one.shiftX === other.shiftX && one.shiftY === other.shiftY;

function Legend({ name }: { readonly name: "height" | "difference" }) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const most = HEIGHT_RANGE / 2;
  return (
    <figure className={styles.legend}>
      <figcaption>{t(`legend.${name}`)}</figcaption>
      <div style={{ background: describeGradient(name) }} aria-hidden="true" />
      <div className={`${styles.legendEnds} figures`}>
        {[-most, 0, most].map((value) => (
          <span key={value}>{formats.number(value)}</span>
        ))}
      </div>
    </figure>
  );
}
