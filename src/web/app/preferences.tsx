/** Language and theme, at once and on every page. */
import { useTranslation } from "react-i18next";
import { LANGUAGE_NAMES, LANGUAGES, type Language, switchLanguage } from "./languages.ts";
import styles from "./preferences.module.css";
import { chooseTheme, type Theme, useTheme } from "./theme.ts";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export function Preferences() {
  const { t, i18n } = useTranslation("shell");
  const theme = useTheme();
  return (
    <div className={styles.preferences}>
      <select
        aria-label={t("language")}
        value={i18n.language}
        onChange={(event) => void switchLanguage(event.target.value as Language)}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
      <select aria-label={t("theme")} value={theme} onChange={(event) => chooseTheme(event.target.value as Theme)}>
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {t(`themes.${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
