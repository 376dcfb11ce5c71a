import { composeAnalysis } from "../../compose-analysis.ts";
import { loadConfig } from "../../config.ts";
import { REGIONS } from "../../domain/vocabulary.ts";
import type { EvidenceInspection } from "../../usecases/acquisitions/decode-evidence.ts";
import { type Command, readChoice, readNumber } from "../command.ts";
import { readEvidenceFile } from "../read-evidence-file.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin inspect FILE [--region REGION] [--micrometres-per-pixel N] [--json]

Tells what a file of evidence is: format, size, scale and how it was found, share missing, quality with its reasons, SHA-256.

  --region REGION             judge the quality for this region: ${REGIONS.join(", ")}
  --micrometres-per-pixel N   the scale of a 2D image
  --json                      print JSON (docs/cli.md has the members)
`;

export const inspectCommand: Command = {
  name: "inspect",
  usage: USAGE,
  options: { region: { type: "string" }, "micrometres-per-pixel": { type: "string" }, json: { type: "boolean" } },
  positionals: { min: 1, max: 1 },
  async run({ options, positionals, output }) {
    const { bytes, fileName } = await readEvidenceFile(positionals[0] ?? "");
    const statement = {
      fileName,
      region: readChoice(options, "region", REGIONS),
      micrometresPerPixel: readNumber(options, "micrometres-per-pixel", { min: 0.01, max: 1000 }),
    };
    const analysis = await composeAnalysis(loadConfig());
    try {
      const found = await analysis.pool.runTask("inspectEvidence", { bytes, statement, asEvidence: false });
      writeResult(output, options.json === true, found, () => describeInspection(fileName, found));
    } finally {
      await analysis.close();
    }
  },
};

function describeInspection(fileName: string, found: EvidenceInspection): string {
  const micrometres = (metres: number | null) => (metres === null ? "unknown" : `${(metres * 1e6).toPrecision(4)} um`);
  return [
    `${fileName}: ${found.format}, ${found.width} x ${found.height} points`,
    `  scale    ${micrometres(found.incrementX)} x ${micrometres(found.incrementY)} a point`,
    `  unit     declared ${found.declaredUnit ?? "none"}, detected ${found.detectedUnit ?? "none"}: ${found.unitReason}`,
    `  missing  ${(100 * found.shareMissing).toFixed(1)} %`,
    `  quality  ${found.quality.verdict}`,
    ...found.quality.reasons.map((reason) => `           ${reason}`),
    ...found.remarks.map((remark) => `  remark   ${remark}`),
    `  sha256   ${found.sha256}`,
  ].join("\n");
}
