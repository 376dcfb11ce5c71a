/** The questioned exhibit by itself, before anything that stands beside it is shown (linear sequential unmasking). */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { useTerms } from "../../app/use-words.ts";
import { Empty, Notice, Panel, Stack } from "../../design/parts.tsx";
import { useExhibit } from "../../records/use-records.ts";
import { DocumentForm } from "./document-form.tsx";
import styles from "./review.module.css";

export function DocumentPanel({ exhibitId }: { readonly exhibitId: string }) {
  const { t } = useTranslation("review");
  const exhibit = useExhibit(exhibitId);
  const acquired = useAsked(["acquisitions", "to-document", exhibitId], () =>
    ask(api.GET("/v1/acquisitions", { params: { query: { exhibitId, limit: 50 } } })),
  );
  return (
    <Panel title={t("document.title")}>
      <Stack>
        <Notice>{t("document.why")}</Notice>
        <Asked query={exhibit}>
          {({ data }) => (
            <Asked query={acquired}>
              {({ items }) => (
                <>
                  <Pictures images={items} />
                  <DocumentForm exhibit={data} regions={[...new Set(items.map(({ region }) => region))]} />
                </>
              )}
            </Asked>
          )}
        </Asked>
      </Stack>
    </Panel>
  );
}

interface PicturesProps {
  readonly images: readonly {
    readonly id: string;
    readonly region: keyof ReturnType<typeof useTerms>["regions"];
    readonly hasPreview: boolean;
  }[];
}

function Pictures({ images }: PicturesProps) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const shown = images.filter(({ hasPreview }) => hasPreview);
  if (shown.length === 0) return <Empty title={t("document.noPictures")} />;
  return (
    <div className={styles.pictures}>
      {shown.map(({ id, region }) => (
        <figure key={id}>
          <img
            src={`/v1/acquisitions/${id}/preview.png`}
            alt={t("document.pictureOf", { region: terms.regions[region] })}
          />
          <figcaption>{terms.regions[region]}</figcaption>
        </figure>
      ))}
    </div>
  );
}
