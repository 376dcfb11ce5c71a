/** What is recorded of a recovered firearm: the last record stands, earlier ones stay. Below it, its tracing. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Empty, Facts, Panel, Stack } from "../../design/parts.tsx";
import { useMay } from "../../records/use-may.ts";
import styles from "./evidence.module.css";
import { FirearmDialog } from "./firearm-dialog.tsx";
import { TracePanel } from "./trace-panel.tsx";

export function FirearmPanel({ exhibit }: { readonly exhibit: Schema<"Exhibit"> }) {
  const { t } = useTranslation("evidence");
  const formats = useFormats();
  const may = useMay(exhibit.ownerState);
  const mayRecord = may.enter && exhibit.removedAt === null;
  const [open, setOpen] = useState(false);
  const records = useAsked(["exhibits", "firearm", exhibit.id], () =>
    ask(api.GET("/v1/exhibits/{exhibitId}/firearm-records", { params: { path: { exhibitId: exhibit.id } } })),
  );
  const last = records.data?.items.at(-1);
  return (
    <>
      <Panel
        title={t("firearm")}
        actions={
          mayRecord && records.data ? (
            <Button onClick={() => setOpen(true)}>{last ? t("correctFirearm") : t("recordFirearm")}</Button>
          ) : null
        }
      >
        <Asked query={records}>
          {({ items }) =>
            last === undefined ? (
              <Empty title={t("noFirearm")} />
            ) : (
              <Stack gap={3}>
                <Facts
                  items={[
                    [t("kind"), t(`kinds.${last.kind}`)],
                    [t("make"), last.make],
                    [t("model"), last.model],
                    [t("serialNumber"), last.serialNumber],
                    [t("serialState"), t(`serialStates.${last.serialState}`)],
                    [t("countryOfOrigin"), last.countryOfOrigin],
                    [t("importMarks"), last.importMarks],
                    [t("recovery"), `${t(`recoveries.${last.recovery}`)}, ${formats.day(last.recoveredOn)}`],
                    [t("recoveryPlace"), last.recoveryPlace],
                    [t("correctionReason"), last.correctionReason],
                  ]}
                />
                {items.length > 1 ? (
                  <p className={styles.fineprint}>{t("timesHistory", { count: items.length - 1 })}</p>
                ) : null}
              </Stack>
            )
          }
        </Asked>
        {mayRecord && records.data && open ? (
          <FirearmDialog
            key={last?.id ?? "first"}
            exhibitId={exhibit.id}
            last={last ?? null}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Panel>
      {may.trace && exhibit.removedAt === null && records.data ? (
        <TracePanel exhibitId={exhibit.id} recorded={last !== undefined} />
      ) : null}
    </>
  );
}
