/** Cases that were opened to another state, until when, and for what. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { SharingHead } from "./sharing-tabs.tsx";

type Release = Schema<"Release">;

export function ReleasesPage() {
  const { t } = useTranslation("sharing");
  const self = useSelf();
  const mayRelease = hasRole(self, "national_coordinator");
  const [making, setMaking] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Release | null>(null);
  const releases = usePages(["releases"], (cursor) => ask(api.GET("/v1/releases", { params: { query: cursor } })));
  return (
    <>
      <SharingHead
        actions={
          mayRelease ? (
            <Button look="primary" onClick={() => setMaking(true)}>
              {t("release.make")}
            </Button>
          ) : null
        }
      />
      <Panel flush title={t("tabs.releases")}>
        <Pages query={releases}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("release.none")}>{t("release.noneMeans")}</Empty>
            ) : (
              <ReleaseTable items={items} onWithdraw={mayRelease ? setWithdrawing : null} />
            )
          }
        </Pages>
      </Panel>
      {making ? <ReleaseDialog onClose={() => setMaking(false)} /> : null}
      {withdrawing ? <WithdrawRelease release={withdrawing} onClose={() => setWithdrawing(null)} /> : null}
    </>
  );
}

function ReleaseTable({
  items,
  onWithdraw,
}: {
  readonly items: readonly Release[];
  readonly onWithdraw: ((release: Release) => void) | null;
}) {
  const { t } = useTranslation("sharing");
  const terms = useTerms();
  const formats = useFormats();
  const self = useSelf();
  return (
    <DataTable caption={t("tabs.releases")}>
      <thead>
        <tr>
          <th scope="col">{t("case")}</th>
          <th scope="col">{t("release.between")}</th>
          <th scope="col">{t("release.purpose")}</th>
          <th scope="col">{t("standing")}</th>
          {onWithdraw ? <th scope="col">{t("actions")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((release) => (
          <tr key={release.id}>
            <th scope="row">
              <CaseLink caseId={release.caseId} ownerState={release.ownerState} caseNumber={release.caseNumber} />
            </th>
            <td>
              {t("release.fromTo", { from: terms.states[release.ownerState], to: terms.states[release.toState] })}
              <br />
              <small>{formats.moment(release.createdAt)}</small>
            </td>
            <td>{release.purpose}</td>
            <td>
              <Standing release={release} />
            </td>
            {onWithdraw ? (
              <td>
                {counts(release) && release.ownerState === self.state ? (
                  <Button onClick={() => onWithdraw(release)}>{t("withdraw")}</Button>
                ) : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const counts = ({ withdrawnAt, expiresAt }: Release) => withdrawnAt === null && Date.parse(expiresAt) > Date.now();

function Standing({ release }: { readonly release: Release }) {
  const { t } = useTranslation("sharing");
  const { moment } = useFormats();
  if (release.withdrawnAt !== null) return <Badge>{t("withdrawnOn", { day: moment(release.withdrawnAt) })}</Badge>;
  if (!counts(release)) return <Badge>{t("release.ended", { day: moment(release.expiresAt) })}</Badge>;
  return <Badge tone="good">{t("release.openUntil", { day: moment(release.expiresAt) })}</Badge>;
}

function WithdrawRelease({ release, onClose }: { readonly release: Release; readonly onClose: () => void }) {
  const { t } = useTranslation("sharing");
  const terms = useTerms();
  return (
    <ConfirmDialog
      open
      title={t("release.withdrawTitle", { state: terms.states[release.toState] })}
      go={t("withdraw")}
      refresh={[["releases"]]}
      onClose={onClose}
      act={(key) =>
        ask(
          api.POST("/v1/releases/{releaseId}/withdraw", {
            params: { path: { releaseId: release.id }, header: { "Idempotency-Key": key } },
          }),
        )
      }
    >
      <p>{t("release.withdrawMeans")}</p>
    </ConfirmDialog>
  );
}
