/** Where resumable (tus) uploads lie until they are whole: beside the blobs, in a folder or in the S3 bucket. */
import { mkdirSync } from "node:fs";
import { FileStore } from "@tus/file-store";
import { S3Store } from "@tus/s3-store";
import { makeS3ClientOptions, type S3Options } from "./s3-options.ts";

const HOUR_MS = 3_600_000;

export function openFolderUploadStore(folder: string, expiryHours: number): FileStore {
  mkdirSync(folder, { recursive: true });
  return new FileStore({ directory: folder, expirationPeriodInMilliseconds: expiryHours * HOUR_MS });
}

/** Any API process can go on with an upload that another one began: all of its state is in the bucket. */
export function openS3UploadStore(options: S3Options, expiryHours: number): S3Store {
  return new S3Store({
    s3ClientConfig: { ...makeS3ClientOptions(options), bucket: options.bucket },
    expirationPeriodInMilliseconds: expiryHours * HOUR_MS,
    // Tags are an extension that not every store has; expiry goes by the upload's own date.
    useTags: false,
  });
}
