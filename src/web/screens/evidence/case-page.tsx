/** One case: its facts, its exhibits, corrections and its removal. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Schema } from "../../api/client.ts";
import { Asked, AskedPage } from "../../app/asked.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Facts, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { useMay } from "../../records/use-may.ts";
import { useCase, useExhibitsOf } from "../../records/use-records.ts";
import { CaseFlags } from "./cases-page.tsx";
import { CorrectCaseDialog } from "./correct-case-dialog.tsx";
import styles from "./evidence.module.css";
import { IndicatorsPanel } from "./indicators-panel.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";

export function CasePage() {
  const { caseId = "" } = useParams();
  const found = useCase(caseId);
  return (
    <AskedPage query={found} lines={8}>
      {({ data, tag }) => <CaseView found={data} tag={tag} onTakeUp={() => void found.refetch()} />}
    </AskedPage>
  );
}

interface CaseViewProps {
  readonly found: Schema<"Case">;
  readonly tag: string;
  readonly onTakeUp: () => void;
}

function CaseView({ found, tag, onTakeUp }: CaseViewProps) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const formats = useFormats();
  const may = useMay(found.ownerState);
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"correct" | "remove" | null>(null);
  const close = () => setDialog(null);
  const mayEnter = may.enter && found.removedAt === null;
  const mayRemove = may.remove && found.removedAt === null;
  const newExhibit = `/cases/${found.id}/exhibits/new`;
  useShortcuts(
    mayEnter
      ? [
          { key: "n", does: t("keys.newExhibit"), act: () => void navigate(newExhibit) },
          { key: "e", does: t("keys.correct"), act: () => setDialog("correct") },
        ]
      : [],
  );
  const name = t("caseTitle", { number: found.caseNumber });
  return (
    <>
      <PageHead
        title={name}
        about={`${terms.eventTypes[found.eventType]} · ${terms.states[found.ownerState]}`}
        actions={
          <>
            {mayRemove ? (
              <Button look="danger" onClick={() => setDialog("remove")}>
                {t("remove")}
              </Button>
            ) : null}
            {mayEnter ? <Button onClick={() => setDialog("correct")}>{t("correct")}</Button> : null}
            {mayEnter ? (
              <ButtonLink look="primary" to={newExhibit}>
                {t("newExhibit")}
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
          <Panel title={t("exhibits")} flush>
            <ExhibitTable caseId={found.id} />
          </Panel>
          <Panel title={t("caseFacts")}>
            <Facts
              items={[
                [t("eventType"), terms.eventTypes[found.eventType]],
                [t("occurredOn"), found.occurredOn === null ? null : formats.day(found.occurredOn)],
                [t("place"), found.place],
                [t("agency"), found.originatingAgency],
                [t("agencyReference"), found.agencyReference],
                [t("flags"), <CaseFlags key="flags" of={found} />],
                [t("comment"), found.comment],
                [t("entered"), formats.moment(found.createdAt)],
              ]}
            />
          </Panel>
        </div>
        {may.indicate ? <IndicatorsPanel caseId={found.id} mayCode={found.removedAt === null} /> : null}
      </Stack>
      {mayEnter && dialog === "correct" ? <CorrectCaseDialog {...{ found, tag, onTakeUp }} onClose={close} /> : null}
      {mayRemove && dialog === "remove" ? (
        <RemoveDialog of={{ caseId: found.id }} title={t("removeCase", { number: found.caseNumber })} onClose={close} />
      ) : null}
    </>
  );
}

function ExhibitTable({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const formats = useFormats();
  const exhibits = useExhibitsOf(caseId);
  return (
    <Asked query={exhibits}>
      {(items) =>
        items.length === 0 ? (
          <Empty title={t("noExhibits")} />
        ) : (
          <DataTable caption={t("exhibits")}>
            <thead>
              <tr>
                <th scope="col">{t("exhibitNumber")}</th>
                <th scope="col">{t("type")}</th>
                <th scope="col">{t("category")}</th>
                <th scope="col">{t("calibre")}</th>
                <th scope="col">{t("entered")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((each) => (
                <tr key={each.id}>
                  <th scope="row">
                    <Link to={`/exhibits/${each.id}`}>{each.exhibitNumber}</Link>
                  </th>
                  <td>{terms.exhibitTypes[each.type]}</td>
                  <td>
                    <Badge>{terms.categories[each.category]}</Badge>
                  </td>
                  <td>{each.calibre ?? t("unknown")}</td>
                  <td className={styles.short}>{formats.day(each.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )
      }
    </Asked>
  );
}
