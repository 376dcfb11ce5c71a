/** Where files of the chosen exhibit are dropped or chosen. */
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Empty, Notice, Panel } from "../../design/parts.tsx";
import { useExhibit } from "../../records/use-records.ts";
import styles from "./acquire.module.css";
import { startFacts } from "./upload-facts.ts";
import { useUploads } from "./use-uploads.ts";

export function SendPanel({ exhibitId }: { readonly exhibitId: string | null }) {
  const { t } = useTranslation("acquire");
  const exhibit = useExhibit(exhibitId ?? undefined);
  if (exhibitId === null) {
    return (
      <Panel title={t("send")}>
        <Empty title={t("chooseFirst")} />
      </Panel>
    );
  }
  const number = exhibit.data?.data.exhibitNumber;
  return (
    <Panel title={number === undefined ? t("send") : t("sendFor", { number })}>
      <Asked query={exhibit}>
        {({ data }) => (data.type === "firearm" ? <Notice>{t("noFirearm")}</Notice> : <DropZone exhibit={data} />)}
      </Asked>
    </Panel>
  );
}

function DropZone({ exhibit }: { readonly exhibit: Schema<"Exhibit"> }) {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const { queue } = useUploads();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  useShortcuts([{ key: "f", does: t("keys.files"), act: choose }]);
  const add = (files: Iterable<File>) => {
    for (const file of files) queue.add(file, startFacts(file.name, exhibit));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button within is the one by keyboard.
    <div
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span>
        {terms.exhibitTypes[exhibit.type]} · {exhibit.calibre ?? terms.labels.unknown}
      </span>
      <strong>{t("drop")}</strong>
      <Button look="primary" onClick={choose}>
        {t("chooseFiles")}
      </Button>
      <input
        ref={input}
        className={styles.picker}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t("chooseFiles")}
        accept=".x3p,.png,.tif,.tiff,.jpg,.jpeg"
        onChange={(event) => {
          add(event.target.files ?? []);
          event.target.value = "";
        }}
      />
      <small>{t("dropHint")}</small>
    </div>
  );
}
