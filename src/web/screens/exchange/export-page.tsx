/** All cases, exhibits and hits of the own state as one file, in either form. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DownloadButton } from "../../app/download.tsx";
import { CheckField } from "../../design/controls.tsx";
import { Notice, Panel, Stack } from "../../design/parts.tsx";
import styles from "./exchange.module.css";
import { ExchangeHead } from "./exchange-head.tsx";

export function ExportPage() {
  const { t } = useTranslation("exchange");
  const [mark, setMark] = useState(false);
  return (
    <>
      <ExchangeHead />
      <Stack>
        <Notice title={t("export.own")}>{t("export.ownMeans")}</Notice>
        <div className={styles.columns}>
          <Panel title={t("forms.xml")}>
            <Stack>
              <p>{t("export.xmlAbout")}</p>
              <div>
                <DownloadButton look="primary" path="/v1/exports/evidence?format=xml" fileName="evidence.xml">
                  {t("export.xml")}
                </DownloadButton>
              </div>
            </Stack>
          </Panel>
          <Panel title={t("forms.csv")}>
            <Stack>
              <p>{t("export.csvAbout")}</p>
              <CheckField
                label={t("export.mark")}
                hint={t("export.markHint")}
                checked={mark}
                onChange={(event) => setMark(event.target.checked)}
              />
              <div>
                <DownloadButton path={`/v1/exports/evidence?format=csv&bom=${String(mark)}`} fileName="evidence.csv">
                  {t("export.csv")}
                </DownloadButton>
              </div>
            </Stack>
          </Panel>
        </div>
      </Stack>
    </>
  );
}
