/** Asks once more before something that others will notice, says what it does, and shows why it was refused. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../design/controls.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ButtonRow, Stack } from "../design/parts.tsx";
import { useAct } from "./queries.ts";
import { RefusalNotice } from "./refusal-notice.tsx";

interface ConfirmDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** What the button does, as a verb. */
  readonly go: string;
  readonly look?: "primary" | "danger";
  /** Sends it, with a key that stays the same for each try. */
  readonly act: (idempotencyKey: string) => Promise<unknown>;
  /** What was typed, where something was: other content gets another key. */
  readonly content?: unknown;
  readonly refresh: readonly (readonly unknown[])[];
  readonly children: ReactNode;
}

interface Confirmed {
  readonly title: string;
  readonly content: unknown;
  readonly send: ConfirmDialogProps["act"];
}

export function ConfirmDialog({
  title,
  open,
  onClose,
  go,
  look = "danger",
  act,
  content,
  refresh,
  children,
}: ConfirmDialogProps) {
  const { t } = useTranslation("shell");
  // What is sent is what was there when the button was pressed; a function is no part of what makes it another decision.
  const acting = useAct(({ send }: Confirmed, key) => send(key), { refresh, onDone: onClose });
  const close = () => {
    acting.reset();
    onClose();
  };
  return (
    <Dialog title={title} open={open} onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          acting.mutate({ title, content, send: act });
        }}
      >
        <Stack>
          {children}
          {acting.error ? <RefusalNotice error={acting.error} /> : null}
          <ButtonRow>
            <Button type="submit" look={look} busy={acting.isPending}>
              {go}
            </Button>
            <Button onClick={close}>{t("cancel")}</Button>
          </ButtonRow>
        </Stack>
      </form>
    </Dialog>
  );
}
