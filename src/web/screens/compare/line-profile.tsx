/** The heights of both marks under a line that was drawn over them. */
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Lengths } from "../../app/use-lengths.ts";
import { useFormats } from "../../app/use-words.ts";
import type { LineSamples } from "../../viewers/sample-line.ts";
import styles from "./compare.module.css";
import { Curves } from "./curves.tsx";

interface LineProfileProps {
  readonly samples: LineSamples;
  readonly lengths: Lengths;
  readonly names: { readonly a: string; readonly b: string };
}

export function LineProfile({ samples, lengths, names }: LineProfileProps) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const part = useRef<HTMLElement>(null);
  // Whoever drew a line over the marks sees the curves, on a small screen too; while the hand still draws, the marks stay under it.
  useEffect(() => {
    const show = () => part.current?.scrollIntoView({ block: "nearest" });
    if (document.querySelector(":active") === null) return show();
    window.addEventListener("pointerup", show, { once: true });
    return () => window.removeEventListener("pointerup", show);
  }, []);
  const along = useMemo(() => samples.along.map(lengths.convert), [samples, lengths.convert]);
  const axes = useMemo(
    () => ({ along: t("along", { unit: lengths.unit }), value: t("heightAxis") }),
    [t, lengths.unit],
  );
  const said =
    samples.correlation === null
      ? t("line.tooLittle")
      : t("line.correlation", { value: formats.number(samples.correlation, 2) });
  return (
    <section ref={part} className={styles.plotPart}>
      <header>
        <h2>{t("line.title")}</h2>
        <p role="status">{said}</p>
      </header>
      <Curves label={`${t("line.title")}. ${said}`} {...{ along, names, axes }} a={samples.a} b={samples.b} />
    </section>
  );
}
