/** One account: roles, whether the person may sign in and by what, a new invitation, the end of a wait. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { Asked } from "../../app/asked.tsx";
import { OnceShown } from "../../app/once-shown.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { type Role, useSelf } from "../../app/session.tsx";
import { Button, CheckField } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ButtonRow, Facts, Notice, Stack } from "../../design/parts.tsx";
import { IdentitiesPanel } from "./identities-panel.tsx";
import { invitationAddress } from "./invitation-address.ts";
import type { Account } from "./people-page.tsx";
import { RoleChoice } from "./role-choice.tsx";

export function AccountDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { t } = useTranslation("people");
  const self = useSelf();
  const client = useQueryClient();
  const [roles, setRoles] = useState<Role[]>(account.roles);
  const change = useAct(
    (body: { roles?: Role[]; disabled?: boolean }) => {
      const params = { path: { accountId: account.id }, header: { "If-Match": `W/"${String(account.version)}"` } };
      return ask(api.PATCH("/v1/accounts/{accountId}", { body, params }));
    },
    { refresh: [["accounts"]] },
  );
  // The page has an older version than stands: with it no try would ever do.
  const readAnew = () => void client.invalidateQueries({ queryKey: ["accounts"] });
  const overtaken = change.error !== null && toRefusal(change.error).code === "PRECONDITION_FAILED";
  const changed = [...roles].sort().join() !== [...account.roles].sort().join();
  const disabled = account.disabledAt !== null;
  return (
    <Dialog title={account.name} open onClose={onClose}>
      <Stack>
        <RoleChoice roles={roles} onChoose={setRoles} />
        <Notice>{t("changeEnds")}</Notice>
        {change.error ? <RefusalNotice error={change.error} onRetry={overtaken ? readAnew : undefined} /> : null}
        <ButtonRow>
          <Button
            look="primary"
            busy={change.isPending}
            disabled={!changed || roles.length === 0}
            onClick={() => change.mutate({ roles })}
          >
            {t("saveRoles")}
          </Button>
          {account.id === self.id ? null : (
            <Button
              look={disabled ? "plain" : "danger"}
              busy={change.isPending}
              onClick={() => change.mutate({ disabled: !disabled })}
            >
              {disabled ? t("enable") : t("disable")}
            </Button>
          )}
        </ButtonRow>
        <h3>{t("signIn")}</h3>
        <SignIn account={account} />
      </Stack>
    </Dialog>
  );
}

function SignIn({ account }: { readonly account: Account }) {
  const { t } = useTranslation("people");
  const self = useSelf();
  const [removesSecondFactor, setRemoves] = useState(false);
  const path = { accountId: account.id };
  const ways = useAsked(["accounts", account.id, "sign-in"], () =>
    ask(api.GET("/v1/accounts/{accountId}/sign-in", { params: { path } })),
  );
  const invite = useAct((body: { removesSecondFactor: boolean }, key) => {
    const params = { path, header: { "Idempotency-Key": key } };
    return ask(api.POST("/v1/accounts/{accountId}/invitations", { body, params }));
  });
  const unlock = useAct((_: undefined, key) => {
    const params = { path, header: { "Idempotency-Key": key } };
    return ask(api.POST("/v1/accounts/{accountId}/unlock", { body: {}, params }));
  });
  const refused = invite.error ?? unlock.error;
  return (
    <Stack gap={3}>
      <Asked query={ways} lines={2}>
        {({ hasPassword, identities }) => (
          <Stack gap={3}>
            <Facts
              items={[
                [t("password"), hasPassword ? t("set") : t("notSet")],
                [t("identities"), identities.length === 0 ? t("none") : String(identities.length)],
              ]}
            />
            {account.id === self.id ? null : <IdentitiesPanel account={account} identities={identities} />}
          </Stack>
        )}
      </Asked>
      {invite.data ? (
        <OnceShown
          label={t("invitation")}
          about={t("invitationAbout")}
          value={invitationAddress(invite.data.invitationToken)}
        />
      ) : (
        <CheckField
          label={t("removesSecondFactor")}
          hint={t("inviteAgainMeans")}
          checked={removesSecondFactor}
          onChange={(event) => setRemoves(event.target.checked)}
        />
      )}
      {refused ? <RefusalNotice error={refused} /> : null}
      <ButtonRow>
        <Button busy={invite.isPending} onClick={() => invite.mutate({ removesSecondFactor })}>
          {t("inviteAgain")}
        </Button>
        <Button busy={unlock.isPending} onClick={() => unlock.mutate(undefined)}>
          {t("unlock")}
        </Button>
        <span role="status">{unlock.data ? t(unlock.data.held ? "wasHeld" : "wasNotHeld") : ""}</span>
      </ButtonRow>
    </Stack>
  );
}
