/** Cases that a court or a proceeding holds: nothing of them is purged. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import { HoldDialog } from "./hold-dialog.tsx";
import { RetentionHead } from "./retention-head.tsx";

type Hold = Schema<"LegalHold">;

export function HoldsPage() {
  const { t } = useTranslation("retention");
  const manages = hasRole(useSelf(), "national_coordinator");
  const [placing, setPlacing] = useState(false);
  const [ending, setEnding] = useState<Hold | null>(null);
  const holds = usePages(["legal-holds"], (cursor) => ask(api.GET("/v1/legal-holds", { params: { query: cursor } })));
  return (
    <>
      <RetentionHead
        actions={
          manages ? (
            <Button look="primary" onClick={() => setPlacing(true)}>
              {t("hold.place")}
            </Button>
          ) : null
        }
      />
      <Panel flush title={t("tabs.holds")}>
        <Pages query={holds}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("hold.none")}>{t("hold.noneMeans")}</Empty>
            ) : (
              <HoldTable items={items} onEnd={manages ? setEnding : null} />
            )
          }
        </Pages>
      </Panel>
      {placing ? <HoldDialog onClose={() => setPlacing(false)} /> : null}
      {ending === null ? null : <EndHold hold={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function HoldTable({ items, onEnd }: { items: readonly Hold[]; onEnd: ((hold: Hold) => void) | null }) {
  const { t } = useTranslation("retention");
  const { moment } = useFormats();
  return (
    <DataTable caption={t("tabs.holds")}>
      <thead>
        <tr>
          <th scope="col">{t("case")}</th>
          <th scope="col">{t("hold.why")}</th>
          <th scope="col">{t("hold.since")}</th>
          <th scope="col">{t("standing")}</th>
          {onEnd ? <th scope="col">{t("actions")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((hold) => (
          <tr key={hold.id}>
            <th scope="row">
              <CaseLink caseId={hold.caseId} ownerState={hold.ownerState} />
            </th>
            <td>{hold.reason}</td>
            <td>{moment(hold.placedAt)}</td>
            <td>
              <Standing hold={hold} />
            </td>
            {onEnd ? <td>{holds(hold) ? <Button onClick={() => onEnd(hold)}>{t("hold.end")}</Button> : "–"}</td> : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const holds = ({ endedAt, until }: Hold) => endedAt === null && (until === null || Date.parse(until) > Date.now());

function Standing({ hold }: { readonly hold: Hold }) {
  const { t } = useTranslation("retention");
  const { moment } = useFormats();
  if (hold.endedAt !== null) return <Badge>{t("hold.ended", { when: moment(hold.endedAt) })}</Badge>;
  if (hold.until === null) return <Badge tone="warn">{t("hold.open")}</Badge>;
  const when = moment(hold.until);
  return holds(hold) ? (
    <Badge tone="warn">{t("hold.until", { when })}</Badge>
  ) : (
    <Badge>{t("hold.ranOut", { when })}</Badge>
  );
}

function EndHold({ hold, onClose }: { readonly hold: Hold; readonly onClose: () => void }) {
  const { t } = useTranslation("retention");
  const [reason, setReason] = useState("");
  const path = { holdId: hold.id };
  return (
    <ConfirmDialog
      open
      title={t("hold.endTitle")}
      go={t("hold.end")}
      refresh={[["legal-holds"], ["purges-due"]]}
      onClose={onClose}
      content={reason}
      act={(key) =>
        ask(
          api.POST("/v1/legal-holds/{holdId}/end", {
            body: { reason },
            params: { path, header: { "Idempotency-Key": key } },
          }),
        )
      }
    >
      {(refusal) => (
        <>
          <p>{t("hold.endMeans")}</p>
          <TextArea
            label={t("hold.why")}
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
