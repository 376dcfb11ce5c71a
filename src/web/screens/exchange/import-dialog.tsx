/** A file to be read for import: which, in what form, and the lab that works its new cases. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { SelectField, TextField } from "../../design/controls.tsx";
import { Notice, Progress } from "../../design/parts.tsx";
import { useOwnLab } from "../../records/use-own-labs.ts";
import { guessFormat, type ImportFormat, sendImport } from "./send-import.ts";

const FORMATS: readonly ImportFormat[] = ["xml", "csv", "bundle"];

interface Decided {
  readonly format: ImportFormat;
  readonly labId: string;
  /** Which file it is, for the key of the decision: a file itself has no words. */
  readonly name: string;
  readonly size: number;
  readonly changed: number;
}

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("exchange");
  const self = useSelf();
  const go = useNavigate();
  const lab = useOwnLab(self.labId ?? "");
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState<ImportFormat>("xml");
  const [sent, setSent] = useState<number | null>(null);
  const [waiting, setWaiting] = useState(false);
  const begun = useRef<{ url: string | null }>({ url: null });
  const stop = useRef(new AbortController());
  useEffect(() => {
    const open = new AbortController();
    stop.current = open;
    return () => open.abort();
  }, []);
  const send = useAct(
    async (decided: Decided, key) => {
      if (file === null) throw new Error("The button waits for a file.");
      const fields = { format: decided.format, labId: decided.labId };
      const { signal } = stop.current;
      return sendImport(file, fields, { key, begun: begun.current, onSent: setSent, onWaiting: setWaiting, signal });
    },
    { refresh: [["imports"]], onDone: ({ id }) => void go(`/exchange/imports/${id}`) },
  );
  const choose = (next: File | null) => {
    setFile(next);
    setSent(null);
    begun.current = { url: null };
    if (next !== null) setFormat(guessFormat(next.name));
  };
  const refused = send.error ? toRefusal(send.error) : null;
  const submit = () => {
    if (file === null) return;
    send.mutate({ format, labId: lab.labId, name: file.name, size: file.size, changed: file.lastModified });
  };
  return (
    <FormDialog
      title={t("send.title")}
      open
      onClose={onClose}
      go={t("send.go")}
      busy={send.isPending}
      incomplete={file === null || lab.labId === ""}
      onSend={submit}
      error={refused}
    >
      <p>{t("send.about")}</p>
      <TextField
        label={t("file")}
        type="file"
        required
        error={refused?.of("file")}
        onChange={(event) => choose(event.target.files?.[0] ?? null)}
      />
      <SelectField
        label={t("form")}
        hint={t(`formHints.${format}`)}
        value={format}
        choices={FORMATS.map((value) => ({ value, label: t(`forms.${value}`) }))}
        error={refused?.of("format")}
        onChange={(event) => setFormat(event.target.value as ImportFormat)}
      />
      <SelectField
        label={t("lab")}
        hint={t("labHint")}
        value={lab.labId}
        choices={lab.choices}
        error={refused?.of("labId")}
        onChange={(event) => lab.choose(event.target.value)}
      />
      {send.isPending && sent !== null && file !== null ? (
        <Progress value={sent / Math.max(1, file.size)} label={t("send.progress")} />
      ) : null}
      {send.isPending && waiting ? (
        <Notice tone="warn" live title={t("send.lineLost")}>
          {t("send.lineLostMeans")}
        </Notice>
      ) : null}
    </FormDialog>
  );
}
