/** A dialog of the browser's own: it holds the focus, Escape closes it, and the page behind is inert. */
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./controls.tsx";
import styles from "./dialog.module.css";

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  /** Null: it cannot be dismissed, something must be answered. */
  readonly onClose: (() => void) | null;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ title, open, onClose, wide = false, children }: DialogProps) {
  const { t } = useTranslation("shell");
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // What is to be filled in comes before the button that closes.
      dialog.querySelector<HTMLElement>("input, select, textarea")?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  // Before the page takes it away: the browser then gives the focus back to what opened it.
  useLayoutEffect(() => {
    const dialog = element.current;
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? styles.wide : styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClose={() => {
        // At a second Escape browsers close it whatever was said to the first; what must be answered stays.
        if (open && onClose === null) element.current?.showModal();
        else if (open) onClose?.();
      }}
    >
      {open ? (
        <>
          <header className={styles.head}>
            <h2 id={id}>{title}</h2>
            {onClose ? (
              <Button look="quiet" aria-label={t("close")} onClick={onClose}>
                ✕
              </Button>
            ) : null}
          </header>
          <div className={styles.body}>{children}</div>
        </>
      ) : null}
    </dialog>
  );
}
