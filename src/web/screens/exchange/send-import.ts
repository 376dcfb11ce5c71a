/** Sends a file to be previewed: in pieces that go on after a broken line where the person may, or in one form. */
import { api, ask, type Schema, WORKBENCH_HEADERS } from "../../api/client.ts";
import { Refusal, readRefusal, toRefusal } from "../../api/refusal.ts";
import { sendResumably } from "../../uploads/tus-transport.ts";

export type ImportFormat = Schema<"ImportSummary">["format"];

export interface ImportFields {
  readonly format: ImportFormat;
  readonly labId: string;
}

interface SendImportOptions {
  readonly key: string;
  /** Of an upload of this very file that broke off: it goes on from there. Null: send it in one form. */
  readonly begun: { url: string | null } | null;
  readonly onSent: (bytes: number) => void;
}

/** @throws Refusal as `ask` does */
export async function sendImport(
  file: File,
  fields: ImportFields,
  { key, begun, onSent }: SendImportOptions,
): Promise<Schema<"Import">> {
  if (begun === null) return sendForm(file, fields, key);
  try {
    await sendResumably(file, {
      uploadUrl: begun.url,
      onUrl: (url) => {
        begun.url = url;
      },
      onSent,
      signal: new AbortController().signal,
    });
  } catch (error) {
    const { code } = toRefusal(error);
    // Uploads in pieces are measured for scans; a form takes what a bundle may weigh.
    if (code === "UPLOAD_TOO_LARGE") return sendForm(file, fields, key);
    if (code === "UPLOAD_NOT_FOUND") begun.url = null;
    throw error;
  }
  const uploadId = begun.url?.split("/").at(-1) ?? "";
  const params = { header: { "Idempotency-Key": key } };
  return ask(api.POST("/v1/imports", { params, body: { ...fields, uploadId } }));
}

async function sendForm(file: File, { format, labId }: ImportFields, key: string): Promise<Schema<"Import">> {
  const form = new FormData();
  form.set("format", format);
  form.set("labId", labId);
  // The service reads the form as it comes: the file is its last part.
  form.set("file", file);
  let response: Response;
  try {
    const headers = { ...WORKBENCH_HEADERS, "idempotency-key": key };
    response = await fetch("/v1/imports", { method: "POST", headers, body: form });
  } catch (cause) {
    throw new Refusal({ code: "NETWORK", status: 0, cause });
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readRefusal(body, response);
  return body as Schema<"Import">;
}

/** By its name, as the person may say otherwise. */
export function guessFormat(fileName: string): ImportFormat {
  if (/\.xml$/i.test(fileName)) return "xml";
  return /\.csv$/i.test(fileName) ? "csv" : "bundle";
}
