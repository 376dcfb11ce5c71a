/** Keeps the comparison as it is set up in the bench notes: shown once more, with what it is to show. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { TextArea } from "../../design/controls.tsx";
import { shrinkPicture, toBase64 } from "../../viewers/shrink-picture.ts";
import styles from "./annotations.module.css";
import { type DrawnOn, MOST_LETTERS } from "./use-annotations.ts";
import { picturesKey } from "./use-pictures.ts";

interface KeepPictureProps {
  readonly on: DrawnOn;
  /** As it was when the key was pressed; null: none is to be kept. */
  readonly picture: Blob | null;
  readonly onClose: () => void;
}

export function KeepPicture({ on, picture, onClose }: KeepPictureProps) {
  const { t } = useTranslation("annotations");
  const [caption, setCaption, forget] = useDraft(`review.${on.linkageId}.caption.${on.candidateId}`, "");
  const address = useAddress(picture);
  return (
    <ConfirmDialog
      title={t("pictures.keep")}
      open={picture !== null}
      onClose={onClose}
      go={t("pictures.go")}
      look="primary"
      content={[on.candidateId, on.comparisonId, caption, address]}
      refresh={[picturesKey(on.linkageId)]}
      act={async (key) => {
        if (picture === null) return;
        const { linkageId, candidateId, comparisonId } = on;
        const png = await toBase64(await shrinkPicture(picture));
        const params = { path: { linkageId }, header: { "Idempotency-Key": key } };
        const body = { candidateId, comparisonId, png, caption: caption.trim() === "" ? null : caption };
        await ask(api.POST("/v1/linkages/{linkageId}/pictures", { params, body }));
        forget();
      }}
    >
      {address === null ? null : <img className={styles.picture} src={address} alt={t("pictures.alt")} />}
      <TextArea
        label={t("pictures.caption")}
        hint={t("pictures.captionHint")}
        rows={2}
        maxLength={MOST_LETTERS}
        value={caption}
        onChange={(event) => setCaption(event.target.value)}
      />
    </ConfirmDialog>
  );
}

function useAddress(picture: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (picture === null) return setAddress(null);
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}
