/** Region, number, light and scale of one file, in one line. */
import { useTranslation } from "react-i18next";
import { useTerms } from "../../app/use-words.ts";
import { REGIONS_OF } from "../../uploads/guess-region.ts";
import styles from "./acquire.module.css";
import { isCounted, type UploadFacts } from "./upload-facts.ts";

const LIGHTINGS = ["ring", "side", "photograph", "rendering", "unknown"] as const;

interface UploadFactsFieldsProps {
  /** Of the file: it tells the fields of one from those of another. */
  readonly name: string;
  readonly facts: UploadFacts;
  readonly disabled: boolean;
  readonly onChange: (facts: UploadFacts) => void;
}

export function UploadFactsFields({ name, facts, disabled, onChange }: UploadFactsFieldsProps) {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const set = (change: Partial<UploadFacts>) => onChange({ ...facts, ...change });
  return (
    <fieldset className={styles.facts} aria-label={name} disabled={disabled}>
      <label className={styles.wide}>
        <span>{t("region")}</span>
        <select
          value={facts.region}
          aria-invalid={facts.region === ""}
          onChange={(event) => set({ region: event.target.value as UploadFacts["region"] })}
        >
          <option value="">{t("regionChoose")}</option>
          {REGIONS_OF[facts.exhibitType].map((region) => (
            <option key={region} value={region}>
              {terms.regions[region]}
            </option>
          ))}
        </select>
      </label>
      {isCounted(facts.region) ? (
        <label title={t("regionIndexHint")}>
          <span>{t("regionIndex")}</span>
          <input
            type="number"
            min={1}
            max={32}
            value={facts.regionIndex}
            onChange={(event) => set({ regionIndex: event.target.value })}
          />
        </label>
      ) : null}
      {facts.scan ? null : (
        <>
          <label>
            <span>{t("lighting")}</span>
            <select
              value={facts.lighting}
              onChange={(event) => set({ lighting: event.target.value as UploadFacts["lighting"] })}
            >
              {LIGHTINGS.map((value) => (
                <option key={value} value={value}>
                  {t(`lightings.${value}`)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{t("scale")}</span>
            <input
              inputMode="decimal"
              value={facts.micrometresPerPixel}
              onChange={(event) => set({ micrometresPerPixel: event.target.value })}
            />
          </label>
        </>
      )}
    </fieldset>
  );
}
