/** How far the chain of events reaches, with which keys its heads and the reports are signed, and how both are checked. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { DataTable, Empty, Facts, Notice, Panel, Stack } from "../../design/parts.tsx";
import { AuditHead } from "./audit-head.tsx";
import styles from "./event-table.module.css";
import { VerificationPanel } from "./verification-panel.tsx";

const LOOK_BACK = 50;
const HALF_A_MINUTE_MS = 30_000;

export function ChainPage() {
  const { t } = useTranslation("audit");
  const checks = hasRole(useSelf(), "auditor");
  return (
    <>
      <AuditHead />
      <Stack>
        {/* Whether it is whole stands before how far it reaches. */}
        {checks ? <VerificationPanel /> : null}
        <Tip />
        <Keys />
        <Notice title={t("chain.verify")}>
          <p>{t("chain.verifyHow")}</p>
        </Notice>
      </Stack>
    </>
  );
}

function Tip() {
  const { t } = useTranslation("audit");
  const { moment, number } = useFormats();
  const latest = useAsked(
    ["audit-events", "tip"],
    () => ask(api.GET("/v1/audit-events", { params: { query: { order: "newest", limit: LOOK_BACK } } })),
    { refetchInterval: HALF_A_MINUTE_MS },
  );
  return (
    <Panel title={t("chain.tip")}>
      <Asked query={latest}>
        {({ items }) => {
          const waiting = items.filter(({ position }) => position === null);
          const last = items.find(({ position }) => position !== null);
          return (
            <Facts
              items={[
                [t("chain.last"), last ? `${number(Number(last.position))} · ${moment(last.at)}` : null],
                [t("columns.hash"), last?.hash],
                [
                  t("chain.waiting"),
                  waiting.length === 0
                    ? t("chain.nothingWaits")
                    : t("chain.someWait", { number: number(waiting.length), oldest: moment(waiting.at(-1)?.at ?? "") }),
                ],
              ]}
            />
          );
        }}
      </Asked>
    </Panel>
  );
}

function Keys() {
  const { t } = useTranslation("audit");
  const { moment } = useFormats();
  const keys = useAsked(["keys"], () => ask(api.GET("/v1/keys")));
  return (
    <Panel flush title={t("chain.keys")}>
      <Asked query={keys}>
        {({ keys: items }) =>
          items.length === 0 ? (
            <Empty title={t("chain.noKeys")} />
          ) : (
            <DataTable caption={t("chain.keys")}>
              <thead>
                <tr>
                  <th scope="col">{t("chain.kid")}</th>
                  <th scope="col">{t("chain.publicKey")}</th>
                  <th scope="col">{t("chain.since")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((key) => (
                  <tr key={key.kid}>
                    <th scope="row" className={styles.code}>
                      {key.kid}
                    </th>
                    <td className={styles.code}>
                      {key.crv} {key.x}
                    </td>
                    <td className={styles.narrow}>{moment(key.publishedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          )
        }
      </Asked>
    </Panel>
  );
}
