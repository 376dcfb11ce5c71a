/** Pictures of the comparison that are kept in the bench notes: a list, and each in full when it is asked for. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Asked } from "../../app/asked.tsx";
import { useSelf } from "../../app/session.tsx";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Key, Notice } from "../../design/parts.tsx";
import styles from "./annotations.module.css";
import { SaidBy } from "./said-by.tsx";
import type { DrawnOn } from "./use-annotations.ts";
import { type KeptPicture, usePictures } from "./use-pictures.ts";

interface PicturesPanelProps {
  readonly on: DrawnOn;
  readonly onKeep: () => void;
}

export function PicturesPanel({ on, onKeep }: PicturesPanelProps) {
  const { t } = useTranslation("annotations");
  const pictures = usePictures(on.linkageId);
  const [shown, setShown] = useState<KeptPicture | null>(null);
  return (
    <section className={styles.panel}>
      <h2>{t("pictures.title")}</h2>
      <div className={styles.row}>
        <Button look="quiet" onClick={onKeep}>
          {t("pictures.keep")} <Key>q</Key>
        </Button>
      </div>
      <Asked query={pictures} lines={1}>
        {({ pictures: all }) => {
          const kept = all.filter(({ candidateId }) => candidateId === on.candidateId);
          if (kept.length === 0) return <p className={styles.soft}>{t("pictures.none")}</p>;
          return (
            <ul className={styles.list}>
              {kept.map((picture, at) => (
                <li key={picture.id}>
                  <button
                    type="button"
                    className={styles.label}
                    aria-label={t("pictures.show", { number: at + 1 })}
                    onClick={() => setShown(picture)}
                  >
                    {at + 1}
                  </button>
                  <div>
                    {picture.caption === null ? null : <p>{picture.caption}</p>}
                    <By picture={picture} />
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Asked>
      <Dialog title={t("pictures.one")} open={shown !== null} onClose={() => setShown(null)} wide>
        {shown === null ? null : <Whole key={shown.id} picture={shown} />}
      </Dialog>
    </section>
  );
}

function By({ picture: { accountId, accountState, createdAt } }: { readonly picture: KeptPicture }) {
  return <SaidBy own={accountId === useSelf().id} state={accountState} at={createdAt} />;
}

function Whole({ picture }: { readonly picture: KeptPicture }) {
  const { t } = useTranslation("annotations");
  const [broken, setBroken] = useState(false);
  const { linkageId, id, caption, sha256 } = picture;
  return (
    <>
      {broken ? (
        <Notice tone="warn" title={t("pictures.broken")} live />
      ) : (
        <img
          className={styles.picture}
          src={`/v1/linkages/${linkageId}/pictures/${id}/picture.png`}
          alt={caption ?? t("pictures.alt")}
          onError={() => setBroken(true)}
        />
      )}
      {caption === null ? null : <p>{caption}</p>}
      <By picture={picture} />
      <p className={styles.hash}>{t("pictures.hash", { sha256 })}</p>
    </>
  );
}
