/** What the file is, and the file itself. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats } from "../../app/use-words.ts";
import { Facts, Panel, Stack } from "../../design/parts.tsx";
import { useMay } from "../../records/use-may.ts";
import styles from "./acquisition-page.module.css";

interface Inspection {
  readonly width?: number;
  readonly height?: number;
  /** Metres. */
  readonly incrementX?: number | null;
}

const MICROMETRES = 1e6;

export function AcquisitionFactsPanel({ acquisition }: { readonly acquisition: Schema<"Acquisition"> }) {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  const may = useMay();
  const { width, height, incrementX } = acquisition.inspection as Inspection;
  const pitch = acquisition.scaleKnown && incrementX ? `${formats.number(incrementX * MICROMETRES, 2)} µm` : null;
  return (
    <Panel title={t("facts")}>
      <Stack>
        <Facts
          items={[
            [t("file"), acquisition.fileName],
            [t("format"), `${acquisition.format}, ${formats.bytes(acquisition.sizeBytes)}`],
            [t("points"), width && height ? `${formats.number(width)} × ${formats.number(height)}` : null],
            [t("pitch"), pitch],
            [t("lighting"), acquisition.format === "X3P" ? null : t(`lightings.${acquisition.lighting}`)],
            [t("acquired"), `${formats.moment(acquisition.createdAt)}. ${t(`by.${acquisition.createdByKind}`)}`],
            [
              "SHA-256",
              <code key="sha" className={styles.hash}>
                {acquisition.sha256}
              </code>,
            ],
          ]}
        />
        {may.seeImages ? (
          <a href={`/v1/acquisitions/${acquisition.id}/file`} download>
            {t("download")}
          </a>
        ) : null}
        {may.seeImages && acquisition.format === "X3P" ? (
          <a href={`/v1/acquisitions/${acquisition.id}/x3p`} download>
            {t("downloadWithRecords")}
          </a>
        ) : null}
      </Stack>
    </Panel>
  );
}
