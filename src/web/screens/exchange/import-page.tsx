/** One import: what its preview found, the records one by one, and its application by somebody who looked. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { AskedPage } from "../../app/asked.tsx";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Facts, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { Tally } from "../../design/tally.tsx";
import styles from "./exchange.module.css";
import { ImportItems } from "./import-items.tsx";
import { ImportState } from "./imports-page.tsx";

type Import = Schema<"Import">;

export function ImportPage() {
  const { importId = "" } = useParams();
  const found = useAsked(["imports", "one", importId], () =>
    ask(api.GET("/v1/imports/{importId}", { params: { path: { importId } } })),
  );
  return (
    <AskedPage query={found} lines={8}>
      {(each) => <ImportView found={each} />}
    </AskedPage>
  );
}

function ImportView({ found }: { readonly found: Import }) {
  const { t } = useTranslation("exchange");
  const formats = useFormats();
  const mayApply = hasRole(useSelf(), "lab_technician", "firearms_examiner") && found.state !== "applied";
  const [applying, setApplying] = useState(false);
  const isNew = found.outcomes.new ?? 0;
  return (
    <>
      <PageHead
        title={found.fileName}
        about={
          <>
            <ImportState state={found.state} />{" "}
            {t("importAbout", { form: t(`forms.${found.format}`), when: formats.moment(found.createdAt) })}
          </>
        }
        actions={
          <>
            <Link to="/exchange">{t("allImports")}</Link>
            {mayApply ? (
              <Button look="primary" onClick={() => setApplying(true)}>
                {t(found.state === "applying" ? "apply.goOn" : "apply.open")}
              </Button>
            ) : null}
          </>
        }
      />
      <Stack>
        <Standing found={found} />
        <Counts found={found} />
        <ImportItems importId={found.id} applied={found.state !== "previewed"} />
        <Panel title={t("fileFacts")}>
          <Facts
            items={[
              [t("size"), formats.bytes(found.sizeBytes)],
              [
                t("hash"),
                <span key="hash" className={styles.code}>
                  {found.sha256}
                </span>,
              ],
              [t("applied"), found.appliedAt === null ? null : formats.moment(found.appliedAt)],
            ]}
          />
        </Panel>
      </Stack>
      {applying ? (
        <ConfirmDialog
          open
          look="primary"
          title={t("apply.title")}
          go={t("apply.go")}
          refresh={[["imports"], ["import-items", found.id], ["cases"], ["exhibits"], ["acquisitions"]]}
          onClose={() => setApplying(false)}
          act={(key) =>
            ask(
              api.POST("/v1/imports/{importId}/application", {
                params: { path: { importId: found.id }, header: { "Idempotency-Key": key } },
                body: {},
              }),
            )
          }
        >
          <p>{t("apply.means", { count: isNew, number: formats.number(isNew) })}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

/** What the sender of a bundle, and whoever applies, needs to know first. */
function Standing({ found: { state, results, outcomes, format } }: { readonly found: Import }) {
  const { t } = useTranslation("exchange");
  if (state === "applying")
    return (
      <Notice tone="warn" title={t("brokeOff")}>
        {t("brokeOffMeans")}
      </Notice>
    );
  if (state === "previewed") {
    return (outcomes.new ?? 0) === 0 ? <Notice title={t("nothingNew")}>{t("nothingNewMeans")}</Notice> : null;
  }
  const open = (results.refused ?? 0) + (results.conflict ?? 0);
  if (open > 0)
    return (
      <Notice tone="warn" title={t("partly")}>
        {t(format === "bundle" ? "keepBundle" : "partlyMeans")}
      </Notice>
    );
  return <Notice tone="good" title={t("kept")} />;
}

const OUTCOMES = ["new", "same", "conflict", "noted"] as const;
const RESULTS = ["created", "same", "conflict", "noted", "refused"] as const;

function Counts({ found: { state, outcomes, results } }: { readonly found: Import }) {
  const { t } = useTranslation("exchange");
  const { number } = useFormats();
  const alarms = new Set<string>(["conflict", "refused"]);
  const shown =
    state === "previewed"
      ? OUTCOMES.map((name) => ({ name, label: t(`outcomes.${name}`), count: outcomes[name] ?? 0 }))
      : RESULTS.map((name) => ({ name, label: t(`results.${name}`), count: results[name] ?? 0 }));
  return (
    <Tally
      items={shown.map(({ name, label, count }) => ({
        label,
        value: number(count),
        alarming: alarms.has(name) && count > 0,
      }))}
    />
  );
}
