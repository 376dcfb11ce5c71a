import { readFile } from "node:fs/promises";
import { RibinError } from "../../domain/errors.ts";
import { LIGHTINGS, REGIONS, type Region } from "../../domain/vocabulary.ts";
import { type Command, type OptionValues, type Output, readChoice, readNumber, readText } from "../command.ts";
import { followAcquisition, type StageReached } from "../follow-acquisition.ts";
import { createHttpClient, type HttpClient } from "../http-client.ts";
import { startProgress } from "../progress.ts";
import { statEvidenceFile } from "../read-evidence-file.ts";
import { uploadResumably } from "../upload-resumably.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin upload FILE --server URL --token-file FILE --exhibit ID --region REGION [OPTIONS]

Sends one image or scan (X3P, PNG, TIFF, JPEG) to a RIBIN core server; a broken connection is resumed where it broke.

  --server URL                the API's address
  --token-file FILE           a file with the bearer token of a station or a session
  --exhibit ID                the exhibit it belongs to
  --region REGION             ${REGIONS.join(", ")}
  --index N                   of a LEA, 1..n
  --micrometres-per-pixel N   the scale of a 2D image
  --lighting WORD             ${LIGHTINGS.join(", ")}
  --wait                      follow it until its candidates are there
  --json                      print the acquisition as JSON
`;

/** Stages that come one after the other, for the bar of \`--wait\`. */
const STAGES = ["received", "quality_assessed", "features_extracted", "searched", "verified"];

export const uploadCommand: Command = {
  name: "upload",
  usage: USAGE,
  options: {
    server: { type: "string" },
    "token-file": { type: "string" },
    exhibit: { type: "string" },
    region: { type: "string" },
    index: { type: "string" },
    "micrometres-per-pixel": { type: "string" },
    lighting: { type: "string" },
    wait: { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: { min: 1, max: 1 },
  async run({ options, positionals, output }) {
    const [path = ""] = positionals;
    const [server, tokenFile, exhibitId] = ["server", "token-file", "exhibit"].map((name) => readText(options, name));
    const region = readChoice<Region>(options, "region", REGIONS);
    if (server === undefined || tokenFile === undefined || exhibitId === undefined || region === undefined) {
      throw new RibinError("USAGE", "ribin upload needs --server, --token-file, --exhibit and --region.");
    }
    const { fileName, size } = await statEvidenceFile(path);
    const client = createHttpClient(readServer(server), await readToken(tokenFile));
    const statement = { exhibitId, region, ...describeImage(options) };
    // Before gigabytes are sent: the server answers, the token is good, the exhibit is there.
    await client.get(`/v1/exhibits/${encodeURIComponent(exhibitId)}`);
    const bar = startProgress(output, "sent (bytes)", size);
    const uploadId = await uploadResumably(client, { path, fileName, onSent: bar.advance });
    bar.finish();
    const acquisition = await client.post<{ id: string; sha256: string }>("/v1/acquisitions", {
      ...statement,
      uploadId,
    });
    const reached = options.wait === true ? await waitForCandidates(client, acquisition.id, output) : null;
    if (reached?.stage === "failed") throw new RibinError("JOB_FAILED", reached.note ?? "The acquisition failed.");
    const result = { ...acquisition, ...(reached ?? {}) };
    writeResult(
      output,
      options.json === true,
      result,
      () =>
        `Received as ${acquisition.id}, SHA-256 ${acquisition.sha256}.${reached?.stage === "outline_needed" ? `\n${reached.note}` : ""}`,
    );
  },
};

function describeImage(options: OptionValues): object {
  const regionIndex = readNumber(options, "index", { min: 1, max: 32, integer: true });
  const micrometresPerPixel = readNumber(options, "micrometres-per-pixel", { min: 0.01, max: 1000 });
  const lighting = readChoice(options, "lighting", LIGHTINGS);
  return {
    ...(regionIndex === undefined ? {} : { regionIndex }),
    ...(micrometresPerPixel === undefined ? {} : { micrometresPerPixel }),
    ...(lighting === undefined ? {} : { lighting }),
  };
}

function readServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new RibinError("USAGE", `--server must be an http or https URL, not "${text}".`);
  }
  return text;
}

async function readToken(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new RibinError("FILE_NOT_FOUND", `${file} cannot be read.`);
  });
  return text.trim();
}

async function waitForCandidates(client: HttpClient, id: string, output: Output): Promise<StageReached> {
  const bar = startProgress(output, "stages", STAGES.length);
  const reached = await followAcquisition(client, id, (stage) => bar.advance(STAGES.indexOf(stage) + 1, stage));
  bar.finish();
  return reached;
}
