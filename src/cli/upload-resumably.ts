/** A resumable upload (tus 1.0) to the API: what arrived before a broken connection is not sent again. */
import { Upload } from "tus-js-client";
import { RibinError } from "../domain/errors.ts";
import type { HttpClient } from "./http-client.ts";

/** Milliseconds between the tries after a broken connection: about a minute and a half in all. */
const RETRY_DELAYS = [500, 2_000, 5_000, 10_000, 20_000, 60_000];
const CHUNK_BYTES = 8 * 1024 * 1024;

/** Resolves with the upload's id, to be named when the acquisition is made. */
export function uploadResumably(
  client: HttpClient,
  file: { body: Blob; fileName: string; onSent: (bytes: number) => void },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file.body, {
      endpoint: `${client.baseUrl}/v1/uploads`,
      headers: client.token === null ? {} : { authorization: `Bearer ${client.token}` },
      metadata: { filename: file.fileName },
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS,
      onProgress: (sent) => file.onSent(sent),
      onSuccess: () => resolve(new URL(upload.url ?? "").pathname.split("/").at(-1) ?? ""),
      onError: (error) =>
        reject(new RibinError("UPLOAD_INCOMPLETE", `The upload broke off: ${error.message}.`, { cause: error })),
    });
    upload.start();
  });
}
