/** Open to anybody: is this file a report of the network, unchanged, and does it still stand? Nothing of its content is shown. */
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { EntryFrame } from "../../app/entry-frame.tsx";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button } from "../../design/controls.tsx";
import { Notice, Stack, Waiting } from "../../design/parts.tsx";
import { hashFile, MAX_REPORT_BYTES, readSignature } from "./check-file.ts";
import { verifyFile } from "./verify-file.ts";
import styles from "./verify-report-page.module.css";
import { VerifyResult } from "./verify-result.tsx";

interface Given {
  readonly report: File | null;
  readonly signature: { readonly name: string; readonly text: string } | null;
}

const NOTHING: Given = { report: null, signature: null };

export function VerifyReportPage() {
  const { t } = useTranslation("reports");
  const [given, setGiven] = useState<Given>(NOTHING);
  const [tooBig, setTooBig] = useState<string | null>(null);
  const check = useAct(async ({ report, signature }: Given) =>
    report === null ? null : verifyFile(report, await hashFile(report), signature?.text ?? null),
  );
  const take = async (files: readonly File[]) => {
    let next = given;
    setTooBig(files.find(({ size }) => size > MAX_REPORT_BYTES)?.name ?? null);
    for (const file of files.filter(({ size }) => size <= MAX_REPORT_BYTES)) {
      const text = await readSignature(file);
      next = text === null ? { ...next, report: file } : { ...next, signature: { name: file.name, text } };
    }
    setGiven(next);
    if (next.report !== null) check.mutate(next);
  };
  const startAnew = () => {
    setGiven(NOTHING);
    setTooBig(null);
    check.reset();
  };
  return (
    <EntryFrame wide title={t("verify.title")} about={t("verify.about")} foot={<a href="/">{t("verify.home")}</a>}>
      <Stack>
        <DropZone onFiles={(files) => void take(files)} />
        <dl className={styles.given}>
          <GivenFile term={t("verify.file")} name={given.report?.name ?? null} />
          <GivenFile term={t("verify.signature")} name={given.signature?.name ?? null} />
        </dl>
        <div aria-live="polite">
          {tooBig === null ? null : <Notice tone="warn" title={t("verify.tooBig", { name: tooBig })} />}
          {given.report === null && given.signature !== null ? (
            <Notice tone="note" title={t("verify.noReport")} />
          ) : null}
          {check.isPending ? <Waiting label={t("verify.checking")} lines={2} /> : null}
          {check.error ? <RefusalNotice error={check.error} onRetry={() => check.mutate(given)} /> : null}
          {check.data ? <VerifyResult verified={check.data} /> : null}
        </div>
        {given === NOTHING ? null : (
          <div>
            <Button onClick={startAnew}>{t("verify.again")}</Button>
          </div>
        )}
      </Stack>
    </EntryFrame>
  );
}

function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation("reports");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button in it is everybody's.
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{t("verify.drop")}</strong>
      <p>{t("verify.hint")}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("verify.choose")}
        accept=".pdf,.json,.jws"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button look="primary" onClick={() => input.current?.click()}>
        {t("verify.choose")}
      </Button>
      <small>{t(window.isSecureContext ? "verify.privacy" : "verify.privacySent")}</small>
    </div>
  );
}

function GivenFile({ term, name }: { term: string; name: string | null }) {
  const { t } = useTranslation("reports");
  return (
    <div>
      <dt>{term}</dt>
      <dd data-missing={name === null}>{name ?? t("verify.none")}</dd>
    </div>
  );
}
