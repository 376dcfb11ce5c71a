/** The profiles across two striated marks, B where the comparison laid it, with the stretches that match. */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lengths } from "../../app/use-lengths.ts";
import { useFormats } from "../../app/use-words.ts";
import { DataTable } from "../../design/parts.tsx";
import styles from "./compare.module.css";
import { Curves } from "./curves.tsx";
import type { MarkProfile, Segment } from "./use-marks.ts";

interface LandProfilesProps {
  readonly profiles: { readonly a: MarkProfile; readonly b: MarkProfile };
  readonly segments: readonly Segment[];
  readonly lengths: Lengths;
  readonly names: { readonly a: string; readonly b: string };
}

export function LandProfiles({ profiles, segments, lengths, names }: LandProfilesProps) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const [chosen, setChosen] = useState<number | null>(null);
  const drawn = useMemo(() => layTogether(profiles, lengths.convert), [profiles, lengths.convert]);
  const axes = useMemo(
    () => ({ along: t("across", { unit: lengths.unit }), value: t("heightAxis") }),
    [t, lengths.unit],
  );
  const bands = useMemo(
    () =>
      segments.flatMap(({ start, length, congruent }, i) =>
        congruent || i === chosen
          ? [{ from: lengths.convert(start), to: lengths.convert(start + length), chosen: i === chosen }]
          : [],
      ),
    [segments, lengths.convert, chosen],
  );
  const matching = segments.filter((segment) => segment.congruent).length;
  const summary = t("segments.summary", { matching, all: segments.length });
  return (
    <section className={styles.plotPart}>
      <header>
        <h2>{t("segments.title")}</h2>
        <p>{summary}</p>
      </header>
      <Curves label={`${t("segments.title")}. ${summary}`} {...drawn} {...{ names, axes, bands }} height={260} />
      {segments.length === 0 ? null : (
        <DataTable caption={t("segments.title")}>
          <thead>
            <tr>
              <th scope="col">{t("segments.segment")}</th>
              <th scope="col">{t("segments.from")}</th>
              <th scope="col">{t("segments.length")}</th>
              <th scope="col">{t("segments.lag")}</th>
              <th scope="col">{t("correlation")}</th>
              <th scope="col">{t("segments.matches")}</th>
            </tr>
          </thead>
          <tbody>
            {segments.map((segment, i) => (
              <tr key={segment.start} aria-selected={i === chosen}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.rowButton}
                    aria-pressed={i === chosen}
                    onClick={() => setChosen(i === chosen ? null : i)}
                  >
                    {i + 1}
                  </button>
                </th>
                <td>{lengths.say(segment.start)}</td>
                <td>{lengths.say(segment.length)}</td>
                <td>{lengths.say(segment.lag)}</td>
                <td>{formats.number(segment.correlation, 2)}</td>
                <td>{segment.congruent ? t("yes") : t("no")}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  );
}

/** Both on A's samples: between two of B's the value is theirs, weighted. */
function layTogether({ a, b }: LandProfilesProps["profiles"], convert: (length: number) => number) {
  const along: number[] = [];
  const first: (number | null)[] = [];
  const second: (number | null)[] = [];
  const from = Math.min(a.start, b.start);
  const to = Math.max(endOf(a), endOf(b));
  for (let place = from; place <= to; place += a.increment) {
    along.push(convert(place));
    first.push(valueAt(a, place));
    second.push(valueAt(b, place));
  }
  return { along, a: first, b: second };
}

const endOf = ({ start, increment, values }: MarkProfile) => start + (values.length - 1) * increment;

function valueAt({ start, increment, values }: MarkProfile, place: number): number | null {
  const at = (place - start) / increment;
  const left = Math.floor(at);
  const [low, high] = [values[left] ?? Number.NaN, values[left + 1] ?? values[left] ?? Number.NaN];
  const value = low + (at - left) * (high - low);
  return Number.isNaN(value) ? null : value;
}
