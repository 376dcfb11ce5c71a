/** A new password, typed twice; it may be looked at while it is typed. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckField, type Fault, TextField } from "../design/controls.tsx";

interface Pair {
  readonly value: string;
  readonly again: string;
  readonly differ: boolean;
  set(value: string): void;
  setAgain(again: string): void;
  /** Whether both are the same; says so at the field where they are not. */
  agree(): boolean;
  clear(): void;
}

export function usePasswordPair(): Pair {
  const [value, set] = useState("");
  const [again, setAgain] = useState("");
  const [asked, setAsked] = useState(false);
  return {
    value,
    again,
    differ: asked && value !== again,
    set,
    setAgain,
    agree() {
      setAsked(true);
      return value === again;
    },
    clear() {
      set("");
      setAgain("");
      setAsked(false);
    },
  };
}

interface PasswordPairProps {
  readonly pair: Pair;
  readonly minimum: number;
  readonly error?: Fault | undefined;
}

export function PasswordPair({ pair, minimum, error }: PasswordPairProps) {
  const { t } = useTranslation("account");
  const [shown, setShown] = useState(false);
  const type = shown ? "text" : "password";
  return (
    <>
      <TextField
        label={t("newPassword")}
        hint={t("newPasswordHint", { count: minimum })}
        type={type}
        autoComplete="new-password"
        required
        value={pair.value}
        error={error}
        onChange={(event) => pair.set(event.target.value)}
      />
      <TextField
        label={t("again")}
        type={type}
        autoComplete="new-password"
        required
        value={pair.again}
        error={pair.differ ? t("differ") : undefined}
        onChange={(event) => pair.setAgain(event.target.value)}
      />
      <CheckField label={t("showPassword")} checked={shown} onChange={(event) => setShown(event.target.checked)} />
    </>
  );
}
