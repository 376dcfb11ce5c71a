import type { S3ClientConfig } from "@aws-sdk/client-s3";

export interface S3Options {
  /** null: Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly forcePathStyle: boolean;
}

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
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
  } satisfies S3ClientConfig;
}
