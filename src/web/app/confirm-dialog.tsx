/** Asks once more before something that others will notice, says what it does, and shows why it was refused. */
import type { ReactNode } from "react";
import { type Refusal, toRefusal } from "../api/refusal.ts";
import { FormDialog } from "./form-dialog.tsx";
import { useAct } from "./queries.ts";

interface ConfirmDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** What the button does, as a verb. */
  readonly go: string;
  readonly look?: "primary" | "danger";
  /** Sends it, with a key that stays the same for each try. */
  readonly act: (idempotencyKey: string) => Promise<unknown>;
  /** Something is still to be filled in. */
  readonly incomplete?: boolean;
  /** What was typed, where something was: other content gets another key. */
  readonly content?: unknown;
  readonly refresh: readonly (readonly unknown[])[];
  /** Fields are given what was refused, to say it beside themselves. */
  readonly children: ReactNode | ((refusal: Refusal | null) => ReactNode);
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
  incomplete,
  content,
  refresh,
  children,
}: ConfirmDialogProps) {
  // What is sent is what was there when the button was pressed; a function is no part of what makes it another decision.
  const acting = useAct(({ send }: Confirmed, key) => send(key), { refresh, onDone: onClose });
  const close = () => {
    acting.reset();
    onClose();
  };
  return (
    <FormDialog
      title={title}
      open={open}
      onClose={close}
      go={go}
      look={look}
      busy={acting.isPending}
      incomplete={incomplete}
      onSend={() => acting.mutate({ title, content, send: act })}
      error={acting.error}
    >
      {typeof children === "function" ? children(acting.error ? toRefusal(acting.error) : null) : children}
    </FormDialog>
  );
}
