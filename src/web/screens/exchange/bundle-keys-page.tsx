/** Keys of stations without a line, whose bundles are received, and the region's keys that bundles are made for. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button, TextField } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, Stack } from "../../design/parts.tsx";
import styles from "./exchange.module.css";
import { ExchangeHead } from "./exchange-head.tsx";
import { NewBundleKey } from "./new-bundle-key.tsx";

type BundleKey = Schema<"BundleKey">;

export function BundleKeysPage() {
  const { t } = useTranslation("exchange");
  const manages = hasRole(useSelf(), "national_coordinator");
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<BundleKey | null>(null);
  const keys = usePages(["bundle-keys"], (cursor) => ask(api.GET("/v1/bundle-keys", { params: { query: cursor } })));
  return (
    <>
      <ExchangeHead
        actions={
          manages ? (
            <Button look="primary" onClick={() => setMaking(true)}>
              {t("key.register")}
            </Button>
          ) : null
        }
      />
      <Stack>
        <Panel flush title={t("key.title")}>
          <Pages query={keys}>
            {(items) =>
              items.length === 0 ? (
                <Empty title={t("key.none")}>{t("key.noneMeans")}</Empty>
              ) : (
                <KeyTable items={items} onRevoke={manages ? setRevoking : null} />
              )
            }
          </Pages>
        </Panel>
        <Recipients />
      </Stack>
      {making ? <NewBundleKey onClose={() => setMaking(false)} /> : null}
      {revoking === null ? null : (
        <ConfirmDialog
          open
          title={t("key.revokeTitle", { name: revoking.name })}
          go={t("key.revoke")}
          refresh={[["bundle-keys"]]}
          onClose={() => setRevoking(null)}
          act={() =>
            ask(api.DELETE("/v1/bundle-keys/{bundleKeyId}", { params: { path: { bundleKeyId: revoking.id } } }))
          }
        >
          <p>{t("key.revokeMeans")}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface KeyTableProps {
  readonly items: readonly BundleKey[];
  readonly onRevoke: ((key: BundleKey) => void) | null;
}

function KeyTable({ items, onRevoke }: KeyTableProps) {
  const { t } = useTranslation("exchange");
  const { moment } = useFormats();
  return (
    <DataTable caption={t("key.title")}>
      <thead>
        <tr>
          <th scope="col">{t("key.station")}</th>
          <th scope="col">{t("key.thumbprint")}</th>
          <th scope="col">{t("standing")}</th>
          <th scope="col">{t("key.registered")}</th>
          {onRevoke ? <th scope="col">{t("do")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((key) => (
          <tr key={key.id}>
            <th scope="row" className={styles.words}>
              {key.name}
            </th>
            <td className={styles.code}>{key.id}</td>
            <td>
              {key.revokedAt === null ? (
                <Badge tone="good">{t("key.good")}</Badge>
              ) : (
                <Badge>{t("key.revokedOn", { when: moment(key.revokedAt) })}</Badge>
              )}
            </td>
            <td className={styles.narrow}>{moment(key.createdAt)}</td>
            {onRevoke ? (
              <td>
                {key.revokedAt === null ? <Button onClick={() => onRevoke(key)}>{t("key.revoke")}</Button> : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** For `ribin bundle make --recipient`: the first is for new bundles, the others still open older ones. */
function Recipients() {
  const { t } = useTranslation("exchange");
  const found = useAsked(["bundle-recipients"], () => ask(api.GET("/v1/bundle-recipients")));
  return (
    <Panel title={t("recipient.title")}>
      <Asked query={found} lines={2}>
        {({ recipients }) => (
          <div className={styles.recipients}>
            <p>{t("recipient.about")}</p>
            {recipients.map((each, at) => (
              <TextField
                key={each}
                label={t(at === 0 ? "recipient.first" : "recipient.older")}
                readOnly
                spellCheck={false}
                value={each}
                onFocus={(event) => event.target.select()}
              />
            ))}
          </div>
        )}
      </Asked>
    </Panel>
  );
}
