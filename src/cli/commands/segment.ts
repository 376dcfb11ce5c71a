import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { LEAST_CONFIDENCE, type Segmentation } from "../../analysis/segment/outline.ts";
import { composeAnalysis } from "../../compose-analysis.ts";
import { loadConfig } from "../../config.ts";
import { COMPARABLE_REGIONS } from "../../domain/vocabulary.ts";
import { assertFolder } from "../assert-folder.ts";
import { type Command, readChoice, readNumber, readText } from "../command.ts";
import { readEvidenceFile } from "../read-evidence-file.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin segment FILE [--region REGION] [--micrometres-per-pixel N] [--plot OUT.png] [--json]

Finds the parts of a whole case head (primer, breech face, firing pin impression, aperture, headstamp) or of a land (between the
groove shoulders, damage, the best cross-cut), each with its confidence.

  --region REGION             ${COMPARABLE_REGIONS.join(", ")} (BreechFace unless told)
  --micrometres-per-pixel N   the scale of a 2D image
  --plot OUT.png              draw the outlines on the surface
  --json                      print JSON (docs/cli.md has the members)
`;

export const segmentCommand: Command = {
  name: "segment",
  usage: USAGE,
  options: {
    region: { type: "string" },
    "micrometres-per-pixel": { type: "string" },
    plot: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: { min: 1, max: 1 },
  async run({ options, positionals, output }) {
    const plot = readText(options, "plot");
    if (plot !== undefined) await assertFolder(dirname(plot));
    const { bytes, fileName } = await readEvidenceFile(positionals[0] ?? "");
    const statement = {
      fileName,
      region: readChoice(options, "region", COMPARABLE_REGIONS) ?? "BreechFace",
      micrometresPerPixel: readNumber(options, "micrometres-per-pixel", { min: 0.01, max: 1000 }),
    };
    const analysis = await composeAnalysis(loadConfig());
    try {
      const { segmentation, picture } = await analysis.pool.runTask("segmentEvidence", { bytes, statement });
      if (plot !== undefined) await writeFile(plot, picture);
      writeResult(output, options.json === true, segmentation, () => describe(fileName, segmentation));
    } finally {
      await analysis.close();
    }
  },
};

function describe(fileName: string, { method, methodVersion, outlines, confidence, remarks }: Segmentation): string {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const ask = confidence < LEAST_CONFIDENCE ? ": a person has to draw the outline" : "";
  return [
    `${fileName}: ${method} ${methodVersion}, confidence ${percent(confidence)}${ask}`,
    ...outlines.map(({ part, rings, confidence: sure }) => {
      const points = rings.reduce((sum, ring) => sum + ring.length, 0);
      return `  ${part.padEnd(20)} ${percent(sure).padStart(5)}  ${rings.length} ring${rings.length === 1 ? "" : "s"}, ${points} points`;
    }),
    ...remarks.map((remark) => `  remark   ${remark}`),
  ].join("\n");
}
