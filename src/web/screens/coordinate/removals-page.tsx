/** What was taken out of the network: by the own state, and by others who said that it was gone. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, Stack } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import { RemovalNotices } from "./removal-notices.tsx";
import { SharingHead } from "./sharing-tabs.tsx";

type Removal = Schema<"Removal">;

export function RemovalsPage() {
  const { t } = useTranslation("sharing");
  const self = useSelf();
  const mayRestore = hasRole(self, "national_coordinator");
  const [restoring, setRestoring] = useState<Removal | null>(null);
  const removals = usePages(["removals"], (cursor) => ask(api.GET("/v1/removals", { params: { query: cursor } })));
  return (
    <>
      <SharingHead />
      <Stack>
        <Panel flush title={t("removal.own")}>
          <Pages query={removals}>
            {(items) =>
              items.length === 0 ? (
                <Empty title={t("removal.none")}>{t("removal.noneMeans")}</Empty>
              ) : (
                <RemovalTable items={items} onRestore={mayRestore ? setRestoring : null} />
              )
            }
          </Pages>
        </Panel>
        <RemovalNotices />
      </Stack>
      {restoring ? <Restore removal={restoring} onClose={() => setRestoring(null)} /> : null}
    </>
  );
}

function RemovalTable({
  items,
  onRestore,
}: {
  readonly items: readonly Removal[];
  readonly onRestore: ((removal: Removal) => void) | null;
}) {
  const { t } = useTranslation("sharing");
  const terms = useTerms();
  const { moment } = useFormats();
  return (
    <DataTable caption={t("removal.own")}>
      <thead>
        <tr>
          <th scope="col">{t("case")}</th>
          <th scope="col">{t("removal.what")}</th>
          <th scope="col">{t("removal.reason")}</th>
          <th scope="col">{t("removal.when")}</th>
          <th scope="col">{t("standing")}</th>
          {onRestore ? <th scope="col">{t("actions")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((removal) => (
          <tr key={removal.id}>
            <th scope="row">
              <CaseLink caseId={removal.caseId} ownerState={removal.ownerState} caseNumber={removal.caseNumber} />
              <br />
              <small>{terms.states[removal.ownerState]}</small>
            </th>
            <td>{t(removal.exhibitId === null ? "removal.wholeCase" : "removal.oneExhibit")}</td>
            <td>
              {t(`removal.reasons.${removal.reasonCode}`)}
              <br />
              <small>{removal.reason}</small>
            </td>
            <td>{moment(removal.removedAt)}</td>
            <td>
              {removal.restoredAt === null ? (
                <Badge tone="warn">{t("removal.out")}</Badge>
              ) : (
                <Badge tone="good">{t("removal.back", { day: moment(removal.restoredAt) })}</Badge>
              )}
            </td>
            {onRestore ? (
              <td>
                {removal.restoredAt === null ? (
                  <Button onClick={() => onRestore(removal)}>{t("removal.restore")}</Button>
                ) : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function Restore({ removal, onClose }: { readonly removal: Removal; readonly onClose: () => void }) {
  const { t } = useTranslation("sharing");
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      open
      look="primary"
      title={t("removal.restoreTitle")}
      go={t("removal.restore")}
      refresh={[["removals"], ["cases"], ["exhibits"]]}
      onClose={onClose}
      content={reason}
      act={(key) =>
        ask(
          api.POST("/v1/removals/{removalId}/restoration", {
            body: { reason },
            params: { path: { removalId: removal.id }, header: { "Idempotency-Key": key } },
          }),
        )
      }
    >
      {(refusal) => (
        <>
          <p>{t("removal.restoreMeans")}</p>
          <TextArea
            label={t("removal.why")}
            required
            value={reason}
            error={refusal?.of("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
