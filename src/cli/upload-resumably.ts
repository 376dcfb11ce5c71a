/** A resumable upload (tus 1.0) to the API: what arrived before a broken connection is not sent again. */
import { createReadStream } from "node:fs";
import { type DetailedError, Upload } from "tus-js-client";
import { RibinError } from "../domain/errors.ts";
import { type HttpClient, toRibinError } from "./http-client.ts";

/** Milliseconds between the tries after a broken connection: about a minute and a half in all. */
const RETRY_DELAYS = [500, 2_000, 5_000, 10_000, 20_000, 60_000];
const CHUNK_BYTES = 8 * 1024 * 1024;

/** Resolves with the upload's id, to be named when the acquisition is made. */
export function uploadResumably(
  client: HttpClient,
  file: { path: string; fileName: string; onSent: (bytes: number) => void },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(file.path), {
      endpoint: `${client.baseUrl}/v1/uploads`,
      headers: client.token === null ? {} : { authorization: `Bearer ${client.token}` },
      metadata: { filename: file.fileName },
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS,
      onProgress: (sent) => file.onSent(sent),
      onSuccess: () => resolve(new URL(upload.url ?? "").pathname.split("/").at(-1) ?? ""),
      onError: (error) => reject(describeError(error)),
    });
    upload.start();
  });
}

/** The server's refusal where it gave one; otherwise the connection broke. */
function describeError(error: Error | DetailedError): RibinError {
  const answer = "originalResponse" in error ? error.originalResponse : null;
  if (answer !== null) return toRibinError(answer.getStatus(), answer.getBody());
  return new RibinError("UPLOAD_INCOMPLETE", "The connection broke and did not come back.", { cause: error });
}
