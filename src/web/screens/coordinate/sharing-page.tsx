/** What two states agreed to show each other, in words. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, ButtonRow, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { AgreementDialog } from "./agreement-dialog.tsx";
import { SharingHead } from "./sharing-tabs.tsx";

export type Agreement = Schema<"Agreement">;
type Doing = { readonly what: "make" } | { readonly what: "change" | "withdraw"; readonly agreement: Agreement };

export function SharingPage() {
  const { t } = useTranslation("sharing");
  const self = useSelf();
  const mayChange = hasRole(self, "regional_coordinator");
  const [doing, setDoing] = useState<Doing | null>(null);
  const agreements = usePages(["agreements"], (cursor) =>
    ask(api.GET("/v1/agreements", { params: { query: { ...cursor, limit: 100 } } })),
  );
  const close = () => setDoing(null);
  return (
    <>
      <SharingHead
        actions={
          mayChange ? (
            <Button look="primary" onClick={() => setDoing({ what: "make" })}>
              {t("agreement.make")}
            </Button>
          ) : null
        }
      />
      <Panel flush title={t("tabs.agreements")}>
        <Pages query={agreements}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("agreement.none")}>{t("agreement.noneMeans")}</Empty>
            ) : (
              <AgreementTable items={items} onDo={mayChange ? setDoing : null} />
            )
          }
        </Pages>
      </Panel>
      <AgreementDialog
        key={doing === null ? "none" : doing.what === "make" ? "new" : doing.agreement.id}
        open={doing?.what === "make" || doing?.what === "change"}
        agreement={doing?.what === "change" ? doing.agreement : null}
        onClose={close}
      />
      {doing?.what === "withdraw" ? <WithdrawAgreement agreement={doing.agreement} onClose={close} /> : null}
    </>
  );
}

function AgreementTable({
  items,
  onDo,
}: {
  readonly items: readonly Agreement[];
  readonly onDo: ((doing: Doing) => void) | null;
}) {
  const { t } = useTranslation("sharing");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <DataTable caption={t("tabs.agreements")}>
      <thead>
        <tr>
          <th scope="col">{t("agreement.states")}</th>
          <th scope="col">{t("agreement.told")}</th>
          <th scope="col">{t("agreement.images")}</th>
          <th scope="col">{t("standing")}</th>
          <th scope="col">{t("agreement.since")}</th>
          {onDo ? <th scope="col">{t("actions")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((agreement) => (
          <tr key={agreement.id}>
            <th scope="row">
              {terms.states[agreement.stateA]} – {terms.states[agreement.stateB]}
            </th>
            <td>
              <Told agreement={agreement} />
            </td>
            <td>
              <Images agreement={agreement} />
            </td>
            <td>
              {agreement.withdrawnAt === null ? (
                <Badge tone="good">{t("agreement.inForce")}</Badge>
              ) : (
                <Badge>{t("withdrawnOn", { day: formats.moment(agreement.withdrawnAt) })}</Badge>
              )}
            </td>
            <td>
              {formats.moment(agreement.createdAt)}
              <br />
              <small>{t("agreement.version", { number: formats.number(agreement.version) })}</small>
            </td>
            {onDo ? (
              <td>
                {agreement.withdrawnAt === null ? (
                  <ButtonRow>
                    <Button onClick={() => onDo({ what: "change", agreement })}>{t("agreement.change")}</Button>
                    <Button look="quiet" onClick={() => onDo({ what: "withdraw", agreement })}>
                      {t("withdraw")}
                    </Button>
                  </ButtonRow>
                ) : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** A category that is left out is told of to nobody: that is said, and not left to be noticed. */
function Told({ agreement: { categories } }: { readonly agreement: Agreement }) {
  const { t } = useTranslation("sharing");
  const terms = useTerms();
  const out = (["CE", "TF"] as const).filter((category) => !categories.includes(category));
  return (
    <>
      {categories.map((category) => (
        <div key={category}>{terms.categories[category]}</div>
      ))}
      {out.map((category) => (
        <div key={category}>
          <Badge tone="warn">{t("agreement.nothingOf", { category: terms.categories[category] })}</Badge>
        </div>
      ))}
    </>
  );
}

function Images({ agreement: { images, validUntil } }: { readonly agreement: Agreement }) {
  const { t } = useTranslation("sharing");
  const formats = useFormats();
  if (!images) return t("agreement.noImages");
  if (validUntil === null) return t("agreement.imagesOpen");
  if (Date.parse(validUntil) <= Date.now())
    return <Badge tone="warn">{t("agreement.imagesEnded", { day: formats.moment(validUntil) })}</Badge>;
  return t("agreement.imagesUntil", { day: formats.moment(validUntil) });
}

function WithdrawAgreement({ agreement, onClose }: { readonly agreement: Agreement; readonly onClose: () => void }) {
  const { t } = useTranslation("sharing");
  const terms = useTerms();
  const { id, stateA, stateB } = agreement;
  return (
    <ConfirmDialog
      open
      title={t("agreement.withdrawTitle", { a: terms.states[stateA], b: terms.states[stateB] })}
      go={t("withdraw")}
      refresh={[["agreements"]]}
      onClose={onClose}
      act={(key) =>
        ask(
          api.POST("/v1/agreements/{agreementId}/withdraw", {
            params: { path: { agreementId: id }, header: { "Idempotency-Key": key } },
          }),
        )
      }
    >
      <p>{t("agreement.withdrawMeans")}</p>
    </ConfirmDialog>
  );
}
