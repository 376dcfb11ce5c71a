/** Labels of an exhibit, to print: its numbers in letters, and a code that opens it. Nothing of the case's facts. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Schema } from "../../api/client.ts";
import { Asked, AskedPage } from "../../app/asked.tsx";
import { useTerms } from "../../app/use-words.ts";
import { Button, SelectField, TextField } from "../../design/controls.tsx";
import { PageHead } from "../../design/parts.tsx";
import { useCase, useExhibit } from "../../records/use-records.ts";
import styles from "./label-page.module.css";
import { QrCode } from "./qr-code.tsx";

type Size = "small" | "large";
const MOST_COPIES = 60;

export function LabelPage() {
  const { exhibitId = "" } = useParams();
  const found = useExhibit(exhibitId);
  return <AskedPage query={found}>{({ data }) => <Labels exhibit={data} />}</AskedPage>;
}

function Labels({ exhibit }: { readonly exhibit: Schema<"Exhibit"> }) {
  const { t } = useTranslation("evidence");
  const of = useCase(exhibit.caseId);
  const [size, setSize] = useState<Size>("large");
  const [copies, setCopies] = useState("1");
  const count = Math.min(MOST_COPIES, Math.max(1, Math.trunc(Number(copies)) || 1));
  return (
    <>
      <div className={styles.screen}>
        <PageHead
          title={t("label")}
          about={
            <>
              {t("labelAbout")}{" "}
              <Link to={`/exhibits/${exhibit.id}`}>{t("exhibitTitle", { number: exhibit.exhibitNumber })}</Link>
            </>
          }
          actions={
            <Button look="primary" disabled={of.data === undefined} onClick={() => window.print()}>
              {t("print")}
            </Button>
          }
        />
        <div className={styles.choice}>
          <SelectField
            label={t("labelSize")}
            value={size}
            choices={(["small", "large"] as const).map((value) => ({ value, label: t(`labelSizes.${value}`) }))}
            onChange={(event) => setSize(event.target.value as Size)}
          />
          <TextField
            label={t("labelCopies")}
            type="number"
            min={1}
            max={MOST_COPIES}
            value={copies}
            onChange={(event) => setCopies(event.target.value)}
          />
        </div>
      </div>
      <Asked query={of}>
        {({ data }) => (
          <ul className={styles.sheet}>
            {Array.from({ length: count }, (_, i) => (
              <li key={`copy-${String(i)}`}>
                <Label exhibit={exhibit} of={data} size={size} />
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </>
  );
}

interface LabelProps {
  readonly exhibit: Schema<"Exhibit">;
  readonly of: Schema<"Case">;
  readonly size: Size;
}

function Label({ exhibit, of, size }: LabelProps) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const address = `${window.location.origin}/exhibits/${exhibit.id}`;
  return (
    <div className={size === "small" ? styles.small : styles.large}>
      <QrCode text={address} label={t("labelCode", { number: exhibit.exhibitNumber })} />
      <div className={styles.words}>
        <strong>{exhibit.exhibitNumber}</strong>
        <span>{of.caseNumber}</span>
        <span>{terms.exhibitTypes[exhibit.type]}</span>
        <span>{exhibit.calibre ?? ""}</span>
        <small>{terms.states[exhibit.ownerState]}</small>
      </div>
    </div>
  );
}
