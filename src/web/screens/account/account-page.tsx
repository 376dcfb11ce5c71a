/** What guards one's own account: the password, a second factor, identities at providers, and the sessions that are open. */
import { useTranslation } from "react-i18next";
import { useSelf } from "../../app/session.tsx";
import { useTerms } from "../../app/use-words.ts";
import { Facts, PageHead, Panel } from "../../design/parts.tsx";
import styles from "./account.module.css";
import { MailPreferences } from "./mail-preferences.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { SecondFactorPanel } from "./second-factor-panel.tsx";

export function AccountPage() {
  const { t } = useTranslation(["account", "shell"]);
  const terms = useTerms();
  const self = useSelf();
  const mustEnrol = self.mustEnrol === true;
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel title={t("you")}>
            <Facts
              items={[
                [t("name"), self.name],
                [t("email"), self.email],
                [t("state"), self.state === null ? t("shell:region") : terms.states[self.state]],
                [t("roles"), self.roles.map((role) => t(`roleNames.${role}`)).join(", ")],
              ]}
            />
          </Panel>
          <SecondFactorPanel />
          {mustEnrol ? null : <PasswordPanel />}
        </div>
        {mustEnrol ? null : (
          <div className={styles.column}>
            <OwnSessions />
            <MailPreferences />
          </div>
        )}
      </div>
    </>
  );
}
