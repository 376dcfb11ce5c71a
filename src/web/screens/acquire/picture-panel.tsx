/** The picture of an acquisition, with its outlines and what cannot be compared in it. */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats } from "../../app/use-words.ts";
import { CheckField } from "../../design/controls.tsx";
import { Badge, Empty, Panel } from "../../design/parts.tsx";
import { ExamineFirst, findToExamine } from "../../records/examine-first.tsx";
import { useMay } from "../../records/use-may.ts";
import { useOutlines } from "../../records/use-records.ts";
import type { FlawShares } from "../../viewers/mark-flaws.ts";
import { type Frame, frameOf, toPath } from "../../viewers/outline-shapes.ts";
import styles from "./acquisition-page.module.css";
import { FlawLayer } from "./flaw-layer.tsx";
import { PART_OF_REGION } from "./outline-parts.ts";

interface PicturePanelProps {
  readonly acquisition: Schema<"Acquisition">;
  readonly region: string;
  readonly flaws: boolean;
  readonly onFlaws: (flaws: boolean) => void;
}

export function PicturePanel({ acquisition, region, flaws, onFlaws }: PicturePanelProps) {
  const { t } = useTranslation("acquire");
  const may = useMay();
  const [broken, setBroken] = useState(false);
  const [outlines, setOutlines] = useState(true);
  const [shares, setShares] = useState<FlawShares | null>(null);
  const { data: versions, error } = useOutlines(acquisition.id);
  const standing = versions?.find((version) => version.standing);
  const frame = useMemo(() => frameOf(acquisition.inspection), [acquisition.inspection]);
  const compared = standing?.outlines.filter(({ part }) => part === PART_OF_REGION[acquisition.region]) ?? [];
  const mark = frame === null || compared.length === 0 ? null : compared.map((each) => pathOf(each, frame)).join("");
  // An image says only that it failed; the outlines are refused for the same reason, and in words.
  const first = error === null ? null : findToExamine(error);
  if (first !== null) return <ExamineFirst exhibitId={first} />;
  const nothing = !may.seeImages
    ? t("pictureDenied")
    : broken
      ? t("pictureBroken")
      : acquisition.hasPreview
        ? null
        : t("pictureNone");
  if (nothing !== null) {
    return (
      <Panel>
        <Empty title={nothing} />
      </Panel>
    );
  }
  return (
    <Panel flush>
      <div className={styles.layers}>
        <CheckField
          label={t("showOutlines")}
          checked={outlines}
          onChange={(event) => setOutlines(event.target.checked)}
        />
        <CheckField label={t("showFlaws")} checked={flaws} onChange={(event) => onFlaws(event.target.checked)} />
        <FlawLegend shares={flaws ? shares : null} />
      </div>
      <div className={styles.picture}>
        <img src={`/v1/acquisitions/${acquisition.id}/preview.png`} alt={region} onError={() => setBroken(true)} />
        {flaws ? <FlawLayer {...{ acquisition, mark, frame }} onShares={setShares} /> : null}
        {outlines && frame !== null ? <OutlineLayer frame={frame} outlines={standing?.outlines ?? []} /> : null}
      </div>
    </Panel>
  );
}

function FlawLegend({ shares }: { readonly shares: FlawShares | null }) {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  if (shares === null) return null;
  return (
    <span className={styles.legend} role="status">
      {(["missing", "white", "black"] as const).map((flaw) => {
        const share = shares[flaw];
        return share === null ? null : (
          <Badge key={flaw}>
            <span className={`${styles.swatch} ${styles[flaw]}`} aria-hidden="true" />
            {t(`flawLegend.${flaw}`, { share: formats.percent(share) })}
          </Badge>
        );
      })}
    </span>
  );
}

interface OutlineLayerProps {
  readonly frame: Frame;
  readonly outlines: Schema<"OutlineVersion">["outlines"];
}

function OutlineLayer({ frame, outlines }: OutlineLayerProps) {
  return (
    <svg className={styles.over} viewBox={frame.viewBox} preserveAspectRatio="none" aria-hidden="true">
      {outlines.map((outline) => (
        <path key={outline.part} className={styles.outline} d={pathOf(outline, frame)} />
      ))}
    </svg>
  );
}

const pathOf = ({ rings }: OutlineLayerProps["outlines"][number], frame: Frame) =>
  rings.map((ring) => toPath(ring, frame)).join("");
