/** The verdict on a file in plain words, then what the service knows of it: never anything of its content. */
import { useTranslation } from "react-i18next";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Facts, Notice, Stack, type Tone } from "../../design/parts.tsx";
import type { Verified } from "./verify-file.ts";

const TONES: Readonly<Record<Verified["verdict"], Tone>> = {
  genuine: "good",
  withdrawn: "urgent",
  changed: "urgent",
  unknown: "warn",
};

export function VerifyResult({ verified }: { readonly verified: Verified }) {
  const { t } = useTranslation("reports");
  const terms = useTerms();
  const formats = useFormats();
  const { answer, signature, verdict } = verified;
  const facts = [
    [t("verify.kind"), answer.kind === null ? null : terms.titles[answer.kind]],
    [t("verify.issuingState"), answer.issuingState === null ? null : terms.states[answer.issuingState]],
    [t("verify.issuedAt"), answer.issuedAt === null ? null : formats.moment(answer.issuedAt)],
    [t("verify.withdrawnAt"), answer.withdrawnAt === null ? null : formats.moment(answer.withdrawnAt)],
    [t("verify.form"), answer.form === null ? null : t(answer.form)],
    [t("shaFile"), <code key="hash">{answer.sha256}</code>],
    [t("key"), answer.keyId === null ? null : <code key="key">{answer.keyId}</code>],
  ] as const;
  return (
    <Stack gap={3}>
      <Notice tone={TONES[verdict]} title={t(`verify.results.${verdict}.title`)}>
        <p>{t(`verify.results.${verdict}.body`)}</p>
        {answer.kind === "lead" ? <p>{t("verify.leadCaveat")}</p> : null}
      </Notice>
      {signature === null ? null : (
        <Notice tone={signature === "valid" ? "good" : signature === "unsupported" ? "note" : "warn"}>
          <p>{t(`verify.signatures.${signature}`)}</p>
        </Notice>
      )}
      <Facts items={facts.filter(([, value]) => value !== null)} />
    </Stack>
  );
}
