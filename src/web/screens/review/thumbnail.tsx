/** A small picture of an acquisition; where it may not be shown, or not yet, that is said in its place. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./review.module.css";

interface ThumbnailProps {
  /** Null: it may not be shown. */
  readonly acquisitionId: string | null;
  readonly why: string;
}

export function Thumbnail({ acquisitionId, why }: ThumbnailProps) {
  const { t } = useTranslation("review");
  const [failed, setFailed] = useState(false);
  if (acquisitionId === null) return <div className={styles.noPicture}>{why}</div>;
  if (failed) return <div className={styles.noPicture}>{t("pictureFailed")}</div>;
  return (
    <img
      className={styles.picture}
      src={`/v1/acquisitions/${acquisitionId}/preview.png?side=128`}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setFailed(true)}
    />
  );
}
