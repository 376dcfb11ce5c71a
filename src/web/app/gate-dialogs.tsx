/** The dialogs of the gate: sign in again, say why you work. The page behind keeps everything. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Dialog } from "../design/dialog.tsx";
import { Notice, Stack } from "../design/parts.tsx";
import { PurposeForm } from "../screens/sign-in/purpose-form.tsx";
import { SignInForm } from "../screens/sign-in/sign-in-form.tsx";
import { openGate, useGateState } from "./gate.ts";
import { useSelf } from "./session.tsx";
import { forgetDrafts } from "./use-draft.ts";

export function GateDialogs() {
  const { t } = useTranslation("shell");
  const gate = useGateState();
  const self = useSelf();
  const client = useQueryClient();
  const goOn = (id: string) => {
    if (id === self.id) return openGate();
    // Somebody else at the same machine: nothing of the one before stays.
    forgetDrafts();
    window.location.assign("/");
  };
  return (
    <>
      <Dialog title={t("gate.signIn")} open={gate === "sign_in"} onClose={null}>
        <Stack>
          <Notice>{t("gate.kept")}</Notice>
          <SignInForm email={self.email ?? ""} onSignedIn={goOn} />
        </Stack>
      </Dialog>
      <Dialog title={t("gate.purpose")} open={gate === "purpose"} onClose={null}>
        <PurposeForm
          onStated={() => {
            void client.invalidateQueries({ queryKey: ["work-purpose"] });
            openGate();
          }}
        />
      </Dialog>
      <Dialog title={t("gate.secondFactor")} open={gate === "second_factor"} onClose={null}>
        <Stack>
          <p>{t("gate.secondFactorWhy")}</p>
          <a href="/account">{t("gate.secondFactorGo")}</a>
        </Stack>
      </Dialog>
    </>
  );
}
