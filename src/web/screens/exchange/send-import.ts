/** Sends a file to be previewed, in pieces, which go on by themselves after a broken line. */
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { isLineLost, sendResumably } from "../../uploads/tus-transport.ts";

export type ImportFormat = Schema<"ImportSummary">["format"];

export interface ImportFields {
  readonly format: ImportFormat;
  readonly labId: string;
}

interface SendImportOptions {
  readonly key: string;
  /** Of an upload of this very file that broke off: it goes on from there. */
  readonly begun: { url: string | null };
  readonly onSent: (bytes: number) => void;
  /** The line is waited for, or is back. */
  readonly onWaiting: (waiting: boolean) => void;
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** @throws Refusal as `ask` does; a lost line is none while somebody waits */
export async function sendImport(
  file: File,
  fields: ImportFields,
  options: SendImportOptions,
): Promise<Schema<"Import">> {
  const { begun, key } = options;
  try {
    await outlast(options, () => sendPieces(file, options));
    const params = { header: { "Idempotency-Key": key } };
    // One decision, however often it is asked: the answer of the first is given again.
    return await outlast(options, () => {
      const uploadId = begun.url?.split("/").at(-1) ?? "";
      return ask(api.POST("/v1/imports", { params, body: { ...fields, uploadId } }));
    });
  } catch (error) {
    if (toRefusal(error).code === "UPLOAD_NOT_FOUND") begun.url = null;
    throw error;
  }
}

function sendPieces(file: File, { begun, onSent, signal }: SendImportOptions): Promise<void> {
  const onUrl = (url: string) => {
    begun.url = url;
  };
  return sendResumably(file, { uploadUrl: begun.url, onUrl, onSent, signal }, "import");
}

/** Tries again until the line is back: longer each time, for whoever has a slow one pays for each try. */
async function outlast<Answer>({ onWaiting, signal }: SendImportOptions, run: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await run();
      onWaiting(false);
      return answer;
    } catch (error) {
      if (signal.aborted || !isLineLost(error)) throw error;
      onWaiting(true);
      const wait = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
      await new Promise((done) => setTimeout(done, wait));
      if (signal.aborted) throw error;
    }
  }
}

/** By its name, as the person may say otherwise. */
export function guessFormat(fileName: string): ImportFormat {
  if (/\.xml$/i.test(fileName)) return "xml";
  return /\.csv$/i.test(fileName) ? "csv" : "bundle";
}
