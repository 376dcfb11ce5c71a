/** Says lengths on a mark: in micrometres, or in points of the mark where its scale is not known. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "./use-words.ts";

const MICROMETRES = 1e6;

export interface Lengths {
  /** A number and its unit. */
  readonly say: (length: number) => string;
  /** In the unit that is shown. */
  readonly convert: (length: number) => number;
  readonly unit: string;
}

export function useLengths(scaleKnown: boolean): Lengths {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  const factor = scaleKnown ? MICROMETRES : 1;
  const unit = t(scaleKnown ? "micrometres" : "points");
  const convert = useCallback((length: number) => length * factor, [factor]);
  const say = useCallback(
    (length: number) => {
      const value = length * factor;
      return `${formats.number(value, Math.abs(value) < 10 && value !== 0 ? 1 : 0)} ${unit}`;
    },
    [factor, formats, unit],
  );
  return { say, convert, unit };
}
