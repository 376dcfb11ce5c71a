/** The cells of the comparison with their correlations: the same as on the marks, for reading and for keys. */
import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/use-words.ts";
import type { CongruentCell } from "../../viewers/microscope-cells.ts";
import styles from "./compare.module.css";
import type { PairEvidence } from "./use-marks.ts";

interface CellListProps {
  readonly cells: readonly CongruentCell[];
  readonly counted: PairEvidence["counted"];
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

export function CellList({ cells, counted, chosen, onChoose }: CellListProps) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const congruent = cells.filter((cell) => cell.congruent);
  const other = cells.find((cell) => cell.index === chosen && !cell.congruent);
  const list = other === undefined ? congruent : [other, ...congruent];
  return (
    <section className={styles.cells}>
      <h2>{t("cells.title")}</h2>
      <p>{t("cells.summary", { congruent: congruent.length, all: cells.length })}</p>
      {counted === null ? null : <p>{t("cells.counted", { ...counted })}</p>}
      {list.length === 0 ? null : (
        <div className={styles.cellScroll}>
          <table className={styles.cellTable}>
            <thead>
              <tr>
                <th scope="col">{t("cells.number")}</th>
                <th scope="col">{t("correlation")}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((cell) => (
                <tr key={cell.index} aria-selected={cell.index === chosen}>
                  <th scope="row">
                    <button type="button" aria-pressed={cell.index === chosen} onClick={() => onChoose(cell.index)}>
                      {cell.number ?? t("cells.notCongruent")}
                    </button>
                  </th>
                  <td className="figures">
                    <meter min={0} max={1} value={Math.max(0, cell.correlation)} aria-hidden="true" />
                    {formats.number(cell.correlation, 2)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
