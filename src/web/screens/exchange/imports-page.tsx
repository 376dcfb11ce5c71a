/** What was read for import in the own state, and a new file. Nothing comes in before somebody looked at its preview. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, type Tone } from "../../design/parts.tsx";
import styles from "./exchange.module.css";
import { ExchangeHead } from "./exchange-head.tsx";
import { ImportDialog } from "./import-dialog.tsx";

type State = Schema<"ImportSummary">["state"];

const TONES: Readonly<Record<State, Tone>> = { previewed: "warn", applying: "note", applied: "good" };

export function ImportsPage() {
  const { t } = useTranslation("exchange");
  const enters = hasRole(useSelf(), "lab_technician", "firearms_examiner");
  const [sending, setSending] = useState(false);
  const imports = usePages(["imports"], (cursor) => ask(api.GET("/v1/imports", { params: { query: cursor } })));
  return (
    <>
      <ExchangeHead
        actions={
          enters ? (
            <Button look="primary" onClick={() => setSending(true)}>
              {t("send.open")}
            </Button>
          ) : null
        }
      />
      <Panel flush title={t("tabs.imports")}>
        <Pages query={imports}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("noImports")}>{t(enters ? "noImportsMeans" : "noImportsOthers")}</Empty>
            ) : (
              <ImportTable items={items} />
            )
          }
        </Pages>
      </Panel>
      {sending ? <ImportDialog onClose={() => setSending(false)} /> : null}
    </>
  );
}

export function ImportState({ state }: { readonly state: State }) {
  const { t } = useTranslation("exchange");
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}

function ImportTable({ items }: { readonly items: readonly Schema<"ImportSummary">[] }) {
  const { t } = useTranslation("exchange");
  const { moment, bytes } = useFormats();
  return (
    <DataTable caption={t("tabs.imports")}>
      <thead>
        <tr>
          <th scope="col">{t("file")}</th>
          <th scope="col">{t("form")}</th>
          <th scope="col">{t("size")}</th>
          <th scope="col">{t("standing")}</th>
          <th scope="col">{t("sent")}</th>
          <th scope="col">{t("applied")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.id}>
            <th scope="row" className={styles.words}>
              <Link to={`/exchange/imports/${each.id}`}>{each.fileName}</Link>
            </th>
            <td>{t(`forms.${each.format}`)}</td>
            <td className={styles.narrow}>{bytes(each.sizeBytes)}</td>
            <td>
              <ImportState state={each.state} />
            </td>
            <td className={styles.narrow}>{moment(each.createdAt)}</td>
            <td className={styles.narrow}>{each.appliedAt === null ? "–" : moment(each.appliedAt)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
