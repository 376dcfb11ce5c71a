/** Where an exhibit has been and who had it. A record is never changed: a correction names it and both are shown. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { useMay } from "../../records/use-may.ts";
import { CustodyDialog } from "./custody-dialog.tsx";
import styles from "./evidence.module.css";

type Step = Schema<"CustodyRecord">;

export function CustodyPanel({ exhibit }: { readonly exhibit: Schema<"Exhibit"> }) {
  const { t } = useTranslation("evidence");
  const may = useMay(exhibit.ownerState);
  const mayRecord = may.enter && exhibit.removedAt === null;
  const [dialog, setDialog] = useState<{ corrects: Step | null } | null>(null);
  const steps = usePages(["exhibits", "custody", exhibit.id], (cursor) =>
    ask(
      api.GET("/v1/exhibits/{exhibitId}/custody", {
        params: { path: { exhibitId: exhibit.id }, query: { limit: 100, ...cursor } },
      }),
    ),
  );
  useShortcuts(mayRecord ? [{ key: "c", does: t("keys.step"), act: () => setDialog({ corrects: null }) }] : []);
  const last = steps.data?.pages.flatMap(({ items }) => items).findLast(({ correctedBy }) => correctedBy === null);
  return (
    <Panel
      title={t("custody")}
      flush
      actions={mayRecord ? <Button onClick={() => setDialog({ corrects: null })}>{t("recordStep")}</Button> : null}
    >
      <Pages query={steps} lines={3}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("custodyNone")} />
          ) : (
            <CustodyTable
              steps={items}
              {...(mayRecord ? { onCorrect: (corrects: Step) => setDialog({ corrects }) } : {})}
            />
          )
        }
      </Pages>
      {mayRecord && dialog !== null ? (
        <CustodyDialog
          key={dialog.corrects?.id ?? last?.id ?? "first"}
          exhibitId={exhibit.id}
          corrects={dialog.corrects}
          last={last ?? null}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Panel>
  );
}

interface CustodyTableProps {
  readonly steps: readonly Step[];
  readonly onCorrect?: (step: Step) => void;
}

function CustodyTable({ steps, onCorrect }: CustodyTableProps) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <DataTable caption={t("custody")}>
      <thead>
        <tr>
          <th scope="col">{t("when")}</th>
          <th scope="col">{t("step")}</th>
          <th scope="col">{t("holders")}</th>
          <th scope="col">{t("place")}</th>
          <th scope="col">{t("seal")}</th>
          <th scope="col">{t("stepPurpose")}</th>
          {onCorrect ? (
            <th scope="col">
              <span className="visually-hidden">{t("correctStep")}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.id} className={step.correctedBy === null ? undefined : styles.faded}>
            <td className={styles.short}>{formats.moment(step.occurredAt)}</td>
            <th scope="row">
              <div>{terms.custodyEvents[step.event]}</div>
              <StepBadges step={step} />
            </th>
            <td>
              <Holders step={step} />
            </td>
            <td>{step.place}</td>
            <td>
              {step.sealNumber === null ? null : <div className={styles.short}>{step.sealNumber}</div>}
              {terms.sealStates[step.sealState]}
            </td>
            <td>
              {step.purpose}
              {step.note ? <div className={styles.fineprint}>{step.note}</div> : null}
            </td>
            {onCorrect ? (
              <td>
                {step.correctedBy === null ? (
                  <Button look="quiet" aria-label={t("correctStep")} onClick={() => onCorrect(step)}>
                    {t("correct")}
                  </Button>
                ) : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** From whom to whom; one of them where it changed no hands. */
function Holders({ step: { fromHolder, toHolder } }: { readonly step: Step }) {
  if (fromHolder === null && toHolder === null) return "–";
  return (
    <>
      {fromHolder}
      {toHolder === null ? null : (
        <div>
          <span aria-hidden="true">→ </span>
          {toHolder}
        </div>
      )}
    </>
  );
}

function StepBadges({ step }: { readonly step: Step }) {
  const { t } = useTranslation("evidence");
  if (step.correctedBy === null && step.corrects === null) return null;
  return (
    <div className={styles.upright}>
      {step.correctedBy === null ? null : <Badge tone="warn">{t("corrected")}</Badge>}
      {step.corrects === null ? null : <Badge tone="note">{t("correction")}</Badge>}
      {step.correctionReason ? <div className={styles.fineprint}>{step.correctionReason}</div> : null}
    </div>
  );
}
