/** One exhibit: what it is, its images, where it has been, when it came, and what was written of it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Schema } from "../../api/client.ts";
import { AskedPage } from "../../app/asked.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Button } from "../../design/controls.tsx";
import { Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { useMay } from "../../records/use-may.ts";
import { useCase, useExhibit } from "../../records/use-records.ts";
import { CorrectExhibitDialog } from "./correct-exhibit-dialog.tsx";
import { CustodyPanel } from "./custody-panel.tsx";
import styles from "./evidence.module.css";
import { ExaminationsPanel } from "./examinations-panel.tsx";
import { ExhibitFacts } from "./exhibit-facts.tsx";
import { FirearmPanel } from "./firearm-panel.tsx";
import { ImagesPanel } from "./images-panel.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { TimesPanel } from "./times-panel.tsx";

export function ExhibitPage() {
  const { exhibitId = "" } = useParams();
  const found = useExhibit(exhibitId);
  return (
    <AskedPage query={found} lines={8}>
      {({ data, tag }) => <ExhibitView key={data.id} found={data} tag={tag} onTakeUp={() => void found.refetch()} />}
    </AskedPage>
  );
}

interface ExhibitViewProps {
  readonly found: Schema<"Exhibit">;
  readonly tag: string;
  readonly onTakeUp: () => void;
}

function ExhibitView({ found, tag, onTakeUp }: ExhibitViewProps) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const formats = useFormats();
  const navigate = useNavigate();
  const may = useMay(found.ownerState);
  const of = useCase(found.caseId).data?.data;
  const [dialog, setDialog] = useState<"correct" | "remove" | null>(null);
  const close = () => setDialog(null);
  const stands = found.removedAt === null;
  const toLabel = `/exhibits/${found.id}/label`;
  useShortcuts([
    ...(may.enter && stands ? [{ key: "e", does: t("keys.correct"), act: () => setDialog("correct") }] : []),
    { key: "l", does: t("keys.label"), act: () => void navigate(toLabel) },
  ]);
  return (
    <>
      <PageHead
        title={t("exhibitTitle", { number: found.exhibitNumber })}
        about={
          <>
            {terms.exhibitTypes[found.type]} · {found.calibre ?? t("unknown")} ·{" "}
            <Link to={`/cases/${found.caseId}`}>
              {of === undefined ? t("case") : t("caseTitle", { number: of.caseNumber })}
            </Link>
          </>
        }
        actions={
          <>
            {may.remove && stands ? (
              <Button look="danger" onClick={() => setDialog("remove")}>
                {t("remove")}
              </Button>
            ) : null}
            <ButtonLink to={toLabel}>{t("label")}</ButtonLink>
            {may.enter && stands ? <Button onClick={() => setDialog("correct")}>{t("correct")}</Button> : null}
            {may.acquire && stands && found.type !== "firearm" ? (
              <ButtonLink look="primary" to={`/acquire?exhibit=${found.id}`}>
                {t("acquire")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <Stack>
        {found.removedAt === null ? null : (
          <Notice tone="urgent" title={t("removedTitle", { moment: formats.moment(found.removedAt) })}>
            {t("removedText")}
          </Notice>
        )}
        <div className={styles.columns}>
          <Stack>
            {found.type === "firearm" ? <FirearmPanel exhibit={found} /> : <ImagesPanel exhibit={found} />}
            <CustodyPanel exhibit={found} />
            {may.seeExaminations ? <ExaminationsPanel exhibitId={found.id} /> : null}
          </Stack>
          <Stack>
            <TimesPanel exhibit={found} />
            <Panel title={t("exhibitFacts")}>
              <ExhibitFacts of={found} />
            </Panel>
          </Stack>
        </div>
      </Stack>
      {may.enter && stands && dialog === "correct" ? (
        <CorrectExhibitDialog {...{ found, tag, onTakeUp }} onClose={close} />
      ) : null}
      {may.remove && stands && dialog === "remove" ? (
        <RemoveDialog
          of={{ exhibitId: found.id }}
          title={t("removeExhibit", { number: found.exhibitNumber })}
          onClose={close}
        />
      ) : null}
    </>
  );
}
