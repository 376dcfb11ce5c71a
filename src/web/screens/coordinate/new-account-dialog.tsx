/** Invites a person: they set their own password by an address that is shown here once. */
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { OnceShown } from "../../app/once-shown.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { hasRole, type Role, useSelf } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useStateChoices } from "../../app/use-state-choices.ts";
import { SelectField, TextField } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { FieldRow } from "../../design/parts.tsx";
import { invitationAddress } from "./invitation-address.ts";
import { RoleChoice } from "./role-choice.tsx";

interface Draft {
  readonly state: StateCode | null;
  readonly labId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: Role[];
}

const NOTHING: Draft = { state: null, labId: "", email: "", name: "", roles: [] };

export function NewAccountDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation("people");
  const self = useSelf();
  const states = useStateChoices();
  const [draft, setDraft, forget] = useDraft<Draft>("new-account", NOTHING);
  const state = draft.state ?? self.state ?? "TT";
  const labs = useAsked(["labs", state], () => ask(api.GET("/v1/labs", { params: { query: { state, limit: 100 } } })), {
    enabled: open,
  });
  const invite = useAct(
    (body: { state: StateCode; labId: string | null; email: string; name: string; roles: Role[] }, key) =>
      ask(api.POST("/v1/accounts", { body, params: { header: { "Idempotency-Key": key } } })),
    { refresh: [["accounts"]], onDone: forget },
  );
  const close = () => {
    invite.reset();
    onClose();
  };
  const refused = invite.error ? toRefusal(invite.error) : null;
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  if (invite.data)
    return (
      <Dialog title={t("invited", { name: invite.data.name })} open={open} onClose={close}>
        <OnceShown
          label={t("invitation")}
          about={t("invitationAbout")}
          value={invitationAddress(invite.data.invitationToken)}
        />
      </Dialog>
    );
  return (
    <FormDialog
      title={t("invite")}
      open={open}
      onClose={close}
      go={t("makeInvitation")}
      busy={invite.isPending}
      incomplete={draft.roles.length === 0}
      onSend={() => {
        const { labId, email, name, roles } = draft;
        invite.mutate({ state, labId: labId === "" ? null : labId, email, name, roles });
      }}
      error={refused}
    >
      <FieldRow>
        <TextField
          label={t("name")}
          required
          autoComplete="off"
          value={draft.name}
          error={refused?.of("name")}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label={t("email")}
          type="email"
          required
          autoComplete="off"
          value={draft.email}
          error={refused?.of("email")}
          onChange={(event) => set({ email: event.target.value })}
        />
      </FieldRow>
      <FieldRow>
        {hasRole(self, "regional_coordinator") ? (
          <SelectField
            label={t("state")}
            value={state}
            choices={states}
            onChange={(event) => set({ state: event.target.value as StateCode, labId: "" })}
          />
        ) : null}
        <SelectField
          label={t("lab")}
          value={draft.labId}
          choices={[
            { value: "", label: t("noLab") },
            ...(labs.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          error={refused?.of("labId")}
          onChange={(event) => set({ labId: event.target.value })}
        />
      </FieldRow>
      <RoleChoice roles={draft.roles} onChoose={(roles) => set({ roles })} />
    </FormDialog>
  );
}
