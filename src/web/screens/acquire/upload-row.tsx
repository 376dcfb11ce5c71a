/** One file on its way. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { toRefusal } from "../../api/refusal.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, ButtonRow, Progress, type Tone } from "../../design/parts.tsx";
import type { UploadItem, UploadStage } from "../../uploads/upload-item.ts";
import type { UploadQueue } from "../../uploads/upload-queue.ts";
import styles from "./acquire.module.css";
import { isComplete, type UploadFacts } from "./upload-facts.ts";
import { UploadFactsFields } from "./upload-facts-fields.tsx";

const TONES: Readonly<Record<UploadStage, Tone>> = {
  waiting: "neutral",
  sending: "accent",
  offline: "warn",
  sent: "note",
  filing: "accent",
  filed: "good",
  refused: "urgent",
  interrupted: "warn",
};

interface UploadRowProps {
  readonly item: UploadItem<UploadFacts>;
  readonly queue: UploadQueue<UploadFacts>;
}

export function UploadRow({ item, queue }: UploadRowProps) {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  const { id, fileName, facts, stage, confirmed } = item;
  const said = stage === "sent" && confirmed ? "confirmed" : stage;
  const sizes = { sent: formats.bytes(item.sentBytes), size: formats.bytes(item.sizeBytes) };
  const settled = stage === "filed" || stage === "filing";
  return (
    <li className={styles.upload}>
      <div className={styles.fileName}>
        <strong>{fileName}</strong>
        <Link to={`/exhibits/${facts.exhibitId}`}>{facts.exhibitNumber}</Link>
      </div>
      <UploadFactsFields
        name={fileName}
        facts={facts}
        disabled={settled || confirmed}
        onChange={(next) => queue.setFacts(id, next)}
      />
      <div className={styles.stage}>
        <span role="status">
          <Badge tone={TONES[stage]}>{t(`stages.${said}`)}</Badge>
        </span>
        {stage === "filed" ? null : (
          <>
            <Progress value={item.sizeBytes === 0 ? 0 : item.sentBytes / item.sizeBytes} label={t("sentOf", sizes)} />
            <small>{t("sentOf", sizes)}</small>
          </>
        )}
      </div>
      <ButtonRow>
        {item.result === null ? null : <Link to={`/acquisitions/${item.result}`}>{t("open")}</Link>}
        {settled || confirmed ? null : (
          <Button
            disabled={!isComplete(facts)}
            aria-label={t("confirmFile", { name: fileName })}
            onClick={() => queue.confirm(id)}
          >
            {t("confirm")}
          </Button>
        )}
        {stage === "filing" ? null : (
          <Button look="quiet" aria-label={t("removeFile", { name: fileName })} onClick={() => queue.remove(id)}>
            <span aria-hidden="true">✕</span>
          </Button>
        )}
      </ButtonRow>
      {stage === "refused" ? <WhyRefused error={item.error} /> : null}
    </li>
  );
}

function WhyRefused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation("acquire");
  const { existingId } = toRefusal(error).extra;
  return (
    <div className={styles.whole}>
      <RefusalNotice error={error} />
      {typeof existingId === "string" ? <Link to={`/acquisitions/${existingId}`}>{t("openExisting")}</Link> : null}
    </div>
  );
}
