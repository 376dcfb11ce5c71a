/** A dialog that asks for something and sends it: its fields, why it was refused, the button that sends, and the way back. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../design/controls.tsx";
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
  /** Why it was refused; null: it was not, or that is said beside a field. */
  readonly error?: Error | null;
  readonly children: ReactNode;
}

export function FormDialog(props: FormDialogProps) {
  const { title, open, wide = false, onClose, go, look = "primary", busy, incomplete = false, onSend } = props;
  const { t } = useTranslation("shell");
  return (
    <Dialog title={title} open={open} onClose={onClose} wide={wide}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSend();
        }}
      >
        <Stack>
          {props.children}
          {props.error ? <RefusalNotice error={props.error} /> : null}
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
