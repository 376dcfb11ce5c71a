/** What an unlinked identity ends is said before, and why it is unlinked is asked; where it is the last way to sign in, that has to be said too. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { CheckField, SelectField } from "../../design/controls.tsx";

const REASONS = ["left_service", "linked_wrongly", "at_risk", "provider_ends"] as const;

interface UnlinkDialogProps {
  readonly accountId: string;
  readonly identity: { readonly id: string; readonly said: string };
  readonly onClose: () => void;
}

export function UnlinkDialog({ accountId, identity, onClose }: UnlinkDialogProps) {
  const { t } = useTranslation(["people", "evidence"]);
  // None is proposed: what stands in the audit trail is what somebody meant.
  const [reason, setReason] = useState<(typeof REASONS)[number] | "">("");
  const [leavesNoSignIn, setLeaves] = useState(false);
  const content = { leavesNoSignIn, reason };
  return (
    <ConfirmDialog
      open
      title={t("unlinking.title")}
      go={t("unlink")}
      onClose={onClose}
      content={content}
      incomplete={reason === ""}
      refresh={[["accounts"]]}
      act={async (key) => {
        if (reason === "") return;
        await ask(
          api.POST("/v1/accounts/{accountId}/identities/{identityId}/unlink", {
            params: { path: { accountId, identityId: identity.id }, header: { "Idempotency-Key": key } },
            body: { leavesNoSignIn, reason },
          }),
        );
      }}
    >
      {(refusal) => (
        <>
          <p>
            <strong>{identity.said}</strong>
          </p>
          <p>{t("unlinking.about")}</p>
          <SelectField
            label={t("unlinking.why")}
            required
            choices={[
              { value: "", label: t("evidence:choose") },
              ...REASONS.map((value) => ({ value, label: t(`unlinking.reasons.${value}`) })),
            ]}
            value={reason}
            onChange={(event) => setReason(event.target.value as typeof reason)}
          />
          {refusal?.code === "LAST_SIGN_IN" || leavesNoSignIn ? (
            <CheckField
              label={t("leavesNoSignIn")}
              checked={leavesNoSignIn}
              onChange={(event) => setLeaves(event.target.checked)}
            />
          ) : null}
        </>
      )}
    </ConfirmDialog>
  );
}
