/** Calibres: no naming standard exists, so one canonical code with its synonyms, and groups that are searched together on request. */

interface CalibreEntry {
  readonly code: string;
  readonly synonyms: readonly string[];
  readonly group: string;
}

/** The code is the C.I.P.-like metric name; the group holds cartridges that one chamber may fire or that labs confuse. */
const CALIBRES: readonly CalibreEntry[] = [
  {
    code: "9x19mm",
    synonyms: ["9mm Luger", "9mm Parabellum", "9mm Para", "9mm NATO", "9x19 Parabellum", "9 mm", "9mm"],
    group: "9mm",
  },
  {
    code: "9x17mm",
    synonyms: [".380 ACP", ".380 Auto", "380 ACP", "9mm Kurz", "9mm Short", "9mm Corto", "9mm Browning Short"],
    group: "9mm",
  },
  { code: "9x18mm", synonyms: ["9mm Makarov", "9x18 Makarov"], group: "9mm" },
  { code: "9x21mm", synonyms: ["9x21 IMI", "9mm IMI"], group: "9mm" },
  { code: "7.65x17mm", synonyms: [".32 ACP", ".32 Auto", "32 ACP", "7.65mm Browning"], group: "32" },
  { code: "6.35x16mm", synonyms: [".25 ACP", ".25 Auto", "25 ACP", "6.35mm Browning"], group: "25" },
  { code: "10x22mm", synonyms: [".40 S&W", "40 S&W", ".40 Smith & Wesson"], group: "40" },
  { code: "10x25mm", synonyms: ["10mm Auto", "10mm"], group: "40" },
  { code: "11.43x23mm", synonyms: [".45 ACP", ".45 Auto", "45 ACP", "45 Auto"], group: "45" },
  { code: "9x29mmR", synonyms: [".38 Special", "38 Special", ".38 Spl"], group: "38" },
  { code: "9x33mmR", synonyms: [".357 Magnum", "357 Magnum"], group: "38" },
  { code: "10.9x33mmR", synonyms: [".44 Magnum", "44 Magnum"], group: "44" },
  { code: "5.6x15mmR", synonyms: [".22 LR", "22 LR", ".22 Long Rifle"], group: "22" },
  { code: "5.7x28mm", synonyms: ["FN 5.7", "5.7x28"], group: "5.7" },
  { code: "5.56x45mm", synonyms: ["5.56 NATO", "5.56x45", "5.56x45 NATO"], group: "5.56/.223" },
  { code: ".223 Remington", synonyms: [".223", "223 Rem", ".223 Rem"], group: "5.56/.223" },
  { code: "7.62x39mm", synonyms: ["7.62x39", "7.62 Soviet"], group: "7.62x39" },
  { code: "7.62x51mm", synonyms: ["7.62 NATO", "7.62x51"], group: "7.62x51/.308" },
  { code: ".308 Winchester", synonyms: [".308", "308 Win", ".308 Win"], group: "7.62x51/.308" },
  { code: "12 gauge", synonyms: ["12 ga", "12 bore", "12/70", "12/76"], group: "12 gauge" },
  { code: "20 gauge", synonyms: ["20 ga", "20 bore"], group: "20 gauge" },
];

/** The spelling differs in case, blanks, the decimal point or comma and the multiplication sign. */
function fold(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("×", "x")
    .replaceAll(/[\s.,]/g, "");
}

/** Labs write a metric name without its unit as often as with it: 9x19 is 9x19mm. */
const bare = (code: string) => code.replace("mm", "");

const BY_NAME = new Map<string, CalibreEntry>();
for (const entry of CALIBRES) {
  for (const name of [entry.code, bare(entry.code), ...entry.synonyms]) BY_NAME.set(fold(name), entry);
}

export interface CalibreName {
  readonly name: string;
  readonly code: string;
}

/** Every name that is known, with the code that it stands for; what a form suggests while a calibre is typed. */
export const CALIBRE_NAMES: readonly CalibreName[] = CALIBRES.flatMap(({ code, synonyms }) =>
  [code, ...synonyms].map((name) => ({ name, code })),
);

/** The canonical code for a name; a name not in the table is kept as given (trimmed), so that nothing is lost. Null for blank. */
export function canonicaliseCalibre(name: string | null | undefined): string | null {
  const trimmed = name?.trim() ?? "";
  if (trimmed === "" || /^unknown$/i.test(trimmed)) return null;
  return BY_NAME.get(fold(trimmed))?.code ?? trimmed;
}

/** The group of related calibres; an unlisted calibre is its own group. Null (unknown) stays null and is searched against all. */
export function groupOfCalibre(code: string | null): string | null {
  return code === null ? null : (BY_NAME.get(fold(code))?.group ?? code);
}
