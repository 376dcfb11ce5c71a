/** Identities at OpenID providers of one account: a coordinator has one linked by the person's own sign-in, or unlinks one. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { OnceShown } from "../../app/once-shown.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button, SelectField } from "../../design/controls.tsx";
import { ButtonRow, DataTable, FieldRow, Stack } from "../../design/parts.tsx";
import { invitationAddress } from "./invitation-address.ts";
import { UnlinkDialog } from "./unlink-dialog.tsx";

type Identity = Schema<"AccountSignIn">["identities"][number];

interface IdentitiesPanelProps {
  readonly account: Schema<"Account">;
  readonly identities: readonly Identity[];
}

export function IdentitiesPanel({ account, identities }: IdentitiesPanelProps) {
  const { t } = useTranslation("people");
  const { day } = useFormats();
  const [unlinked, setUnlinked] = useState<Identity | null>(null);
  const providers = useProviders();
  const say = ({ provider, issuer, linkedAt }: Identity) =>
    t("linkedSince", {
      provider: providers.find(({ id }) => id === provider)?.name ?? provider ?? issuer,
      day: day(linkedAt),
    });
  return (
    <Stack gap={3}>
      {identities.length === 0 ? null : (
        <DataTable caption={t("identities")}>
          <tbody>
            {identities.map((each) => (
              <tr key={each.id}>
                <th scope="row">{say(each)}</th>
                <td>
                  <Button look="danger" onClick={() => setUnlinked(each)}>
                    {t("unlink")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      {unlinked === null ? null : (
        <UnlinkDialog
          key={unlinked.id}
          accountId={account.id}
          identity={{ id: unlinked.id, said: say(unlinked) }}
          onClose={() => setUnlinked(null)}
        />
      )}
      <LinkIdentity account={account} />
    </Stack>
  );
}

const useProviders = () =>
  useAsked(["sign-in-methods"], () => ask(api.GET("/v1/sign-in-methods"))).data?.providers ?? [];

/** Nothing where no provider speaks for the account's state. */
function LinkIdentity({ account }: { readonly account: Schema<"Account"> }) {
  const { t } = useTranslation("people");
  const [chosen, setChosen] = useState("");
  const providers = useProviders().filter(({ states }) => states.includes(account.ownerState));
  const provider = chosen || (providers[0]?.id ?? "");
  const link = useAct((body: { provider: string }, key) => {
    const params = { path: { accountId: account.id }, header: { "Idempotency-Key": key } };
    return ask(api.POST("/v1/accounts/{accountId}/identities", { body, params }));
  });
  if (providers.length === 0) return null;
  if (link.data) {
    const value = invitationAddress(link.data.invitationToken);
    return <OnceShown label={t("invitation")} about={t("linkAbout")} value={value} />;
  }
  const refusal = link.error ? toRefusal(link.error) : null;
  return (
    <>
      <FieldRow>
        <SelectField
          label={t("provider")}
          choices={providers.map(({ id, name }) => ({ value: id, label: name }))}
          value={provider}
          onChange={(event) => setChosen(event.target.value)}
        />
      </FieldRow>
      {refusal === null ? null : <RefusalNotice error={refusal} />}
      <ButtonRow>
        <Button busy={link.isPending} onClick={() => link.mutate({ provider })}>
          {t("link")}
        </Button>
      </ButtonRow>
    </>
  );
}
