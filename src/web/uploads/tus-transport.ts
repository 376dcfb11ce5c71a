/** The resumable uploads of the API (tus 1.0), with the session in its cookie. */
import { DetailedError, Upload } from "tus-js-client";
import { api, ask, WORKBENCH_HEADERS } from "../api/client.ts";
import { Refusal, refuseAs, toRefusal } from "../api/refusal.ts";
import type { components, operations } from "../api/schema.d.ts";
import { passGate } from "../app/gate.ts";
import type { SendOptions, UploadTransport } from "./upload-item.ts";

type Problem = components["schemas"]["Problem"];
type Body = Extract<
  operations["createAcquisition"]["requestBody"]["content"]["application/json"],
  { uploadId: string }
>;
/** What is said of a file when it becomes evidence. */
export type AcquisitionFacts = Omit<Body, "uploadId">;

/** What a slow line carries in a minute; what came of a broken piece is kept as well. */
const CHUNK_BYTES = 5 * 1024 * 1024;

const TRY_LATER: readonly string[] = ["NETWORK", "UNAVAILABLE", "TOO_MANY_REQUESTS", "IDEMPOTENCY_IN_PROGRESS"];
/** Another connection of the same upload is still being closed. */
const LOCKED = 423;

/** `toFacts`: what the API takes of what the page keeps of a file. */
export function createTusTransport<Facts>(toFacts: (facts: Facts) => AcquisitionFacts): UploadTransport<Facts> {
  return {
    // A sign-in that ran out is asked for, and the file goes on where it stopped.
    async send(file, options) {
      let { uploadUrl } = options;
      const onUrl = (url: string) => {
        uploadUrl = url;
        options.onUrl(url);
      };
      await passGate(() => sendResumably(file, { ...options, uploadUrl, onUrl }));
    },
    async file(uploadUrl, facts, key) {
      const uploadId = uploadUrl.split("/").at(-1) ?? "";
      const params = { header: { "Idempotency-Key": key } };
      const body = { ...toFacts(facts), uploadId };
      const made = await passGate(() => ask(api.POST("/v1/acquisitions", { params, body })));
      return made.id;
    },
    async discard(uploadUrl) {
      await Upload.terminate(uploadUrl, { headers: { ...WORKBENCH_HEADERS }, retryDelays: null });
    },
    isLineLost,
    isUploadGone: (error) => toRefusal(error).code === "UPLOAD_NOT_FOUND",
  };
}

/** It is tried again by itself: the line, or the service, may be back in a moment. */
export function isLineLost(error: unknown): boolean {
  const { code, status } = toRefusal(error);
  return TRY_LATER.includes(code) || status === LOCKED;
}

/** What the API takes an upload for; who may begin it follows from that. */
export type UploadPurpose = "acquisition" | "import";

/** Sends what the service has not got yet, once. @throws Refusal, of code NETWORK where the line broke */
export function sendResumably(
  file: File,
  { uploadUrl, onUrl, onSent, signal }: SendOptions,
  purpose: UploadPurpose = "acquisition",
): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(file, {
      endpoint: "/v1/uploads",
      ...(uploadUrl === null ? {} : { uploadUrl }),
      headers: { ...WORKBENCH_HEADERS },
      metadata: { filename: file.name, purpose },
      chunkSize: CHUNK_BYTES,
      // The queue waits and tries again, and remembers where the upload lies.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => upload.url !== null && onUrl(upload.url),
      onProgress: (sent) => onSent(sent),
      onSuccess: () => resolve(),
      onError: (error) => reject(readTusError(error)),
    });
    signal.addEventListener("abort", () => {
      void upload.abort();
      reject(signal.reason);
    });
    upload.start();
  });
}

/** The API's own refusal where it gave one; otherwise the line broke. */
function readTusError(error: Error | DetailedError): Refusal {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  const status = answer?.getStatus() ?? 0;
  if (answer === null || status === 0) return new Refusal({ code: "NETWORK", status: 0, cause: error });
  try {
    return refuseAs(JSON.parse(answer.getBody()) as Problem, status);
  } catch {
    return new Refusal({ code: status === 404 ? "UPLOAD_NOT_FOUND" : "UNAVAILABLE", status, cause: error });
  }
}
