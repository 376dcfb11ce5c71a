/** A dialog that asks for something and sends it: its fields, why it was refused, the button that sends, and the way back. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, SaidAtFields } from "../design/controls.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ButtonRow, Stack } from "../design/parts.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";

interface FormDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly wide?: boolean;
  readonly onClose: () => void;
  /** What the button does, as a verb. */
  readonly go: string;
  readonly look?: "primary" | "danger";
  readonly busy: boolean;
  /** Something is still to be filled in. */
  readonly incomplete?: boolean;
  readonly onSend: () => void;
  /** Why it was refused, but for what its fields say; null: it was not. */
  readonly error?: Error | null;
  readonly children: ReactNode;
}

export function FormDialog(props: FormDialogProps) {
  const { title, open, wide = false, onClose, go, look = "primary", busy, incomplete = false, onSend } = props;
  const { t } = useTranslation("shell");
  const [said, setSaid] = useState<readonly string[]>([]);
  const say = useCallback((error: string) => {
    setSaid((before) => [...before, error]);
    return () => setSaid((before) => before.toSpliced(before.indexOf(error), 1));
  }, []);
  const form = useRef<HTMLFormElement>(null);
  const { error } = props;
  // Whoever sent it by keys goes on where something is to be put right.
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);
  return (
    <Dialog title={title} open={open} onClose={onClose} wide={wide}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        <Stack>
          <SaidAtFields value={say}>{props.children}</SaidAtFields>
          {props.error ? <RefusalNotice error={props.error} atFields={said} /> : null}
          <ButtonRow>
            <Button type="submit" look={look} busy={busy} disabled={incomplete}>
              {go}
            </Button>
            <Button onClick={onClose}>{t("cancel")}</Button>
          </ButtonRow>
        </Stack>
      </form>
    </Dialog>
  );
}
