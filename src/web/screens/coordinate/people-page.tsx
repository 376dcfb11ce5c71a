/** Who may sign in, with which roles; new people are invited, and nobody sets another's password. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { AccountDialog } from "./account-dialog.tsx";
import { NewAccountDialog } from "./new-account-dialog.tsx";
import { PeopleHead } from "./people-head.tsx";

export type Account = Schema<"Account">;

export function PeoplePage() {
  const { t } = useTranslation(["people", "account"]);
  const terms = useTerms();
  const [inviting, setInviting] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const accounts = usePages(["accounts"], (cursor) =>
    ask(api.GET("/v1/accounts", { params: { query: { ...cursor, limit: 100 } } })),
  );
  const open = accounts.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === openId) ?? null;
  return (
    <>
      <PeopleHead
        actions={
          <Button look="primary" onClick={() => setInviting(true)}>
            {t("invite")}
          </Button>
        }
      />
      <Panel flush title={t("tabs.accounts")}>
        <Pages query={accounts} lines={8}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("nobody")} />
            ) : (
              <DataTable caption={t("tabs.accounts")}>
                <thead>
                  <tr>
                    <th scope="col">{t("name")}</th>
                    <th scope="col">{t("state")}</th>
                    <th scope="col">{t("rolesOf")}</th>
                    <th scope="col">{t("signIn")}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t("change")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((account) => (
                    <tr key={account.id}>
                      <th scope="row">
                        {account.name}
                        <br />
                        <small>{account.email}</small>
                      </th>
                      <td>{terms.states[account.ownerState]}</td>
                      <td>{account.roles.map((role) => t(`account:roleNames.${role}`)).join(", ")}</td>
                      <td>
                        {account.disabledAt === null ? (
                          <Badge tone="good">{t("enabled")}</Badge>
                        ) : (
                          <Badge tone="warn">{t("disabled")}</Badge>
                        )}
                      </td>
                      <td>
                        <Button look="quiet" onClick={() => setOpenId(account.id)}>
                          {t("change")}
                          <span className="visually-hidden"> {account.name}</span>
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )
          }
        </Pages>
      </Panel>
      <NewAccountDialog open={inviting} onClose={() => setInviting(false)} />
      {open ? <AccountDialog key={open.version} account={open} onClose={() => setOpenId(null)} /> : null}
    </>
  );
}
