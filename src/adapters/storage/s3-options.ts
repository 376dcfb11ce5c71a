import type { S3ClientConfig } from "@aws-sdk/client-s3";

export interface S3Options {
  /** null: Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly forcePathStyle: boolean;
  /** Milliseconds on which nothing moves on a connection before it is taken for dead; 10 000. */
  readonly silenceMs?: number;
}

/** A connection on which nothing moves for so long is dead; to copy the largest file takes a store less. */
const SILENCE_MS = 10_000;

/** The one way in which clients of the S3 store are made. */
export function makeS3ClientOptions(options: S3Options) {
  return {
    ...(options.endpoint === null ? {} : { endpoint: options.endpoint }),
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    forcePathStyle: options.forcePathStyle,
    maxAttempts: 3,
    // Not every store knows the newer checksum headers; RIBIN checks its own SHA-256 of each file.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // A request that is not answered within a minute fails (the SDK would only warn of it), and so does one on which nothing moves.
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
      socketTimeout: options.silenceMs ?? SILENCE_MS,
    },
  } satisfies S3ClientConfig;
}
