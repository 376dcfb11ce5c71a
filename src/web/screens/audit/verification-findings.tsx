/** What is broken, the first one first: each in plain words, with its place. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats } from "../../app/use-words.ts";
import styles from "./event-table.module.css";

type Verdict = NonNullable<Schema<"AuditVerification">["verdict"]>;

export function VerificationFindings({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation("audit");
  const { number } = useFormats();
  const where = ({ position, seq, head }: Verdict["findings"][number]) => {
    const at = number(position);
    if (head !== null) return t("checks.atHead", { head: number(head), position: at });
    return seq === null ? t("checks.atPlace", { position: at }) : t("checks.atEvent", { seq, position: at });
  };
  const more = verdict.broken - verdict.findings.length;
  return (
    <>
      <ol className={styles.findings}>
        {verdict.findings.map((each, i) => (
          <li key={`finding-${String(i)}`}>
            {where(each)}: {t(`checks.faults.${each.fault}`)}
          </li>
        ))}
      </ol>
      {more > 0 ? <p>{t("checks.more", { number: number(more) })}</p> : null}
    </>
  );
}
