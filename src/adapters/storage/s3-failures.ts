/** What the errors of an S3 store mean to who asked. */
import { Readable } from "node:stream";
import { type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { RibinError } from "../../domain/errors.ts";
import { explainCertificate } from "../tls/explain-certificate.ts";

export function isMissingInS3(error: unknown): boolean {
  return error instanceof S3ServiceException && ["NoSuchKey", "NotFound"].includes(error.name);
}

/** This machine's clock was set, and the store takes no request of another time; the SDK has learnt the difference from the refusal. */
const OF_ANOTHER_TIME: readonly string[] = ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"];

/** What the store cannot answer now is UNAVAILABLE (the caller may try again); the SDK has retried by itself before. */
export function explainS3(error: unknown): unknown {
  if (isMissingInS3(error)) return new RibinError("FILE_NOT_FOUND", "There is no such blob.", { cause: error });
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  // Without a status there was no answer at all: refused, timed out, or cut off.
  if (status !== undefined && status < 500 && status !== 429 && !isOfAnotherTime(error)) return error;
  const refused = explainCertificate(error, "The S3 store's");
  return new RibinError("UNAVAILABLE", refused ?? "The S3 store does not answer.", { cause: error });
}

const isOfAnotherTime = (error: unknown) => error instanceof Error && OF_ANOTHER_TIME.includes(error.name);

/** Asks once more, by the store's own time, where it refused a request for its time. */
export function bearSetClocks(client: S3Client): S3Client {
  client.middlewareStack.add(
    (next) => (request) =>
      next(request).catch((error: unknown) => {
        if (isOfAnotherTime(error)) return next(request);
        throw error;
      }),
    { step: "initialize", name: "bearSetClocks" },
  );
  return client;
}

export function rethrowExplained(error: unknown): never {
  throw explainS3(error);
}

/** The same bytes; where they break off, with an error that says what it means. */
export function explainBreaks(body: Readable): Readable {
  async function* pass() {
    try {
      yield* body;
    } catch (error) {
      throw explainS3(error);
    }
  }
  return Readable.from(pass(), { objectMode: false });
}
