import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { languageSchema } from "../../domain/language.ts";
import { encodeCanonically, hashBytes, type ReportStatement } from "../../domain/report-statement.ts";
import { readEvidenceFile } from "../read-evidence-file.ts";

export interface ReportFile {
  /** Of what is signed in it: the file's bytes, or of a saved answer the document in its canonical form. */
  readonly sha256: string;
  /** The signature within the file; null where it has none. */
  readonly signature: string | null;
  /** What a saved answer says around its document, which must be what was signed. */
  readonly said: Partial<ReportStatement>;
  readonly factsWithheld: boolean;
}

/** The answer of GET /v1/reports/{id}, as somebody saved it. */
const answerSchema = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(["lead", "hit"]),
  language: languageSchema,
  pdfSha256: z.string(),
  jsonSha256: z.string().nullable(),
  signature: z.string().nullable(),
  factsWithheld: z.boolean(),
  document: z.record(z.string(), z.unknown()),
});

/** A PDF or JSON file as it was downloaded, or a saved answer of the API. Errors: FILE_NOT_FOUND, UPLOAD_EMPTY, REPORT_NOT_VERIFIED. */
export async function readReportFile(path: string): Promise<ReportFile> {
  const { bytes } = await readEvidenceFile(path);
  const whole: ReportFile = { sha256: hashBytes(bytes), signature: null, said: {}, factsWithheld: false };
  if (Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-") return whole;
  const value = parseJson(Buffer.from(bytes).toString("utf8"));
  if (value === null) throw new RibinError("REPORT_NOT_VERIFIED", `${path} is neither PDF nor JSON.`);
  const answer = answerSchema.safeParse(value);
  if (!answer.success) return whole;
  const { id, number, kind, language, pdfSha256, jsonSha256, signature, factsWithheld, document } = answer.data;
  const said = { reportId: id, number, kind, language, pdfSha256, jsonSha256: jsonSha256 ?? "" };
  return { sha256: hashBytes(encodeCanonically(document)), signature, said, factsWithheld };
}

function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
