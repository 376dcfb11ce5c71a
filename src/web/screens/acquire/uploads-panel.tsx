/** Files on their way: what is said of each, how far it is, and what stands against it. */
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { Button } from "../../design/controls.tsx";
import { ButtonRow, Panel } from "../../design/parts.tsx";
import styles from "./acquire.module.css";
import { isComplete } from "./upload-facts.ts";
import { UploadRow } from "./upload-row.tsx";
import { useUploads } from "./use-uploads.ts";

export function UploadsPanel() {
  const { t } = useTranslation("acquire");
  const { queue, items } = useUploads();
  const ready = items.filter(({ confirmed, stage, facts }) => !confirmed && stage !== "refused" && isComplete(facts));
  const done = items.filter(({ stage }) => stage === "filed");
  const confirmAll = () => {
    for (const { id } of ready) queue.confirm(id);
  };
  useShortcuts(ready.length > 0 ? [{ key: "a", does: t("keys.all"), act: confirmAll }] : []);
  if (items.length === 0) return null;
  return (
    <Panel
      title={t("onTheWay")}
      flush
      actions={
        <ButtonRow>
          {done.length > 0 ? (
            <Button
              onClick={() => {
                for (const { id } of done) queue.remove(id);
              }}
            >
              {t("clearDone")}
            </Button>
          ) : null}
          <Button look="primary" disabled={ready.length === 0} onClick={confirmAll}>
            {t("confirmAll", { count: ready.length })}
          </Button>
        </ButtonRow>
      }
    >
      <ul className={styles.uploads}>
        {items.map((item) => (
          <UploadRow key={item.id} item={item} queue={queue} />
        ))}
      </ul>
    </Panel>
  );
}
