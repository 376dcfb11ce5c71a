/** One acquisition: its picture with what is wrong in it, how far it came, how good it is, and what can be done. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Schema } from "../../api/client.ts";
import { AskedPage } from "../../app/asked.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { ToolGroup } from "../../design/tool-group.tsx";
import { ReceivedImages } from "../../records/image/received-images.tsx";
import { useMay } from "../../records/use-may.ts";
import { useAcquisition, useExhibit } from "../../records/use-records.ts";
import { AcquisitionFactsPanel } from "./acquisition-facts-panel.tsx";
import styles from "./acquisition-page.module.css";
import { isDrawable } from "./outline-parts.ts";
import { PicturePanel } from "./picture-panel.tsx";
import { QualityPanel } from "./quality-panel.tsx";
import { StagePanel } from "./stage-panel.tsx";

const OFTEN = 10_000;

export function AcquisitionPage() {
  const { acquisitionId = "" } = useParams();
  const found = useAcquisition(acquisitionId, OFTEN);
  return <AskedPage query={found}>{({ data }) => <AcquisitionView key={data.id} found={data} />}</AskedPage>;
}

function AcquisitionView({ found }: { readonly found: Schema<"Acquisition"> }) {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const formats = useFormats();
  const navigate = useNavigate();
  const may = useMay(found.ownerState);
  const exhibit = useExhibit(found.exhibitId).data?.data;
  const [flaws, setFlaws] = useState(false);
  const { t: inImage } = useTranslation("image");
  const [received, setReceived] = useState(false);
  const hasImage = found.format !== "X3P" && may.seeImages;
  const mayOutline = may.outline && isDrawable(found.region);
  const outlines = `/acquisitions/${found.id}/outlines`;
  useShortcuts([
    { key: "w", does: t("keys.flaws"), act: () => setFlaws((before) => !before) },
    ...(hasImage ? [{ key: "i", does: inImage("keys.switch"), act: () => setReceived((before) => !before) }] : []),
    ...(mayOutline ? [{ key: "o", does: t("keys.outlines"), act: () => void navigate(outlines) }] : []),
  ]);
  const region = `${terms.regions[found.region]}${found.regionIndex === null ? "" : ` ${String(found.regionIndex)}`}`;
  const waits = found.stage === "outline_needed";
  return (
    <>
      <PageHead
        title={t("picture", { region, number: exhibit?.exhibitNumber ?? "…" })}
        about={
          <>
            {found.fileName} · <Link to={`/exhibits/${found.exhibitId}`}>{t("exhibit")}</Link>
          </>
        }
        actions={
          <>
            {may.seeCandidates ? (
              <ButtonLink to={`/acquisitions/${found.id}/candidates`}>{t("candidates")}</ButtonLink>
            ) : null}
            {mayOutline ? (
              <ButtonLink look={waits ? "primary" : "plain"} to={outlines}>
                {t("editOutlines")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <Stack>
        {waits ? (
          <Notice tone="warn" title={t("outlineWaits")}>
            <p>
              {t("outlineWaitsText", { hours: formats.number(found.waitingHours ?? 0, 1) })}{" "}
              {found.overdue ? <strong>{t("outlineOverdue")}</strong> : null}
            </p>
          </Notice>
        ) : null}
        <div className={styles.columns}>
          <Stack gap={3}>
            {hasImage ? (
              <ToolGroup
                name={inImage("how")}
                value={received ? "received" : "picture"}
                choices={(["picture", "received"] as const).map((value) => ({
                  value,
                  label: inImage(value),
                  shortcut: "i",
                }))}
                onChoose={(value) => setReceived(value === "received")}
              />
            ) : null}
            {received ? (
              <ReceivedImages images={[{ acquisitionId: found.id, name: region }]} />
            ) : (
              <PicturePanel acquisition={found} region={region} flaws={flaws} onFlaws={setFlaws} />
            )}
          </Stack>
          <Stack>
            <Panel title={t("stage")}>
              <StagePanel acquisition={found} />
            </Panel>
            <Panel title={t("quality")}>
              <QualityPanel acquisition={found} />
            </Panel>
            <AcquisitionFactsPanel acquisition={found} />
          </Stack>
        </div>
      </Stack>
    </>
  );
}
