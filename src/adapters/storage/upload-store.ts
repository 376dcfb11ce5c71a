/** Where resumable (tus) uploads lie until they are whole: beside the blobs, in a folder or in the S3 bucket. */
import { mkdirSync } from "node:fs";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { FileStore } from "@tus/file-store";
import { S3Store } from "@tus/s3-store";
import { RibinError } from "../../domain/errors.ts";
import { isFull } from "./is-full.ts";
import { bearSetClocks, explainBreaks, explainS3, isMissingInS3 } from "./s3-failures.ts";
import { makeS3ClientOptions, type S3Options } from "./s3-options.ts";

const HOUR_MS = 3_600_000;

export function openFolderUploadStore(folder: string, expiryHours: number): FileStore {
  mkdirSync(folder, { recursive: true });
  return new FolderUploads({ directory: folder, expirationPeriodInMilliseconds: expiryHours * HOUR_MS });
}

/** Any API process can go on with an upload that another one began: all of its state is in the bucket. */
export function openS3UploadStore(options: S3Options, expiryHours: number): S3Store {
  const clientOptions = makeS3ClientOptions(options);
  const client = bearSetClocks(new S3Client(clientOptions));
  // The file that tus keeps of an upload.
  const isThere = (id: string) =>
    client.send(new HeadObjectCommand({ Bucket: options.bucket, Key: `${id}.info` })).then(
      () => true,
      (error: unknown) => {
        if (isMissingInS3(error)) return false;
        throw explainS3(error);
      },
    );
  return new S3Uploads(
    {
      s3ClientConfig: { ...clientOptions, bucket: options.bucket },
      expirationPeriodInMilliseconds: expiryHours * HOUR_MS,
      // Tags are an extension that not every store has; expiry goes by the upload's own date.
      useTags: false,
    },
    isThere,
  );
}

/** tus says of every failed write that something went wrong; where the disk is full, sending on later helps. */
class FolderUploads extends FileStore {
  override create(...given: Parameters<FileStore["create"]>) {
    return super.create(...given).catch(rethrowOfFolder);
  }

  override write(...given: Parameters<FileStore["write"]>) {
    return super.write(...given).catch(rethrowOfFolder);
  }
}

function rethrowOfFolder(error: unknown): never {
  if (isFull(error) || (error as { status_code?: unknown } | null)?.status_code === 500) {
    throw new RibinError("UNAVAILABLE", "The upload cannot be written; ask how much came, and send on.", {
      cause: error,
    });
  }
  throw error;
}

/** tus takes a store that does not answer for one that has no such upload, and passes other failures on as they are. */
class S3Uploads extends S3Store {
  readonly #isThere: (id: string) => Promise<boolean>;

  constructor(options: ConstructorParameters<typeof S3Store>[0], isThere: (id: string) => Promise<boolean>) {
    super(options);
    bearSetClocks(this.client);
    this.#isThere = isThere;
  }

  override create(...given: Parameters<S3Store["create"]>) {
    return super.create(...given).catch(rethrowOfS3);
  }

  override write(...given: Parameters<S3Store["write"]>) {
    return super.write(...given).catch(rethrowOfS3);
  }

  override read(...given: Parameters<S3Store["read"]>) {
    return super.read(...given).then(explainBreaks, rethrowOfS3);
  }

  override remove(...given: Parameters<S3Store["remove"]>) {
    return super.remove(...given).catch(rethrowOfS3);
  }

  override async getUpload(id: string) {
    try {
      return await super.getUpload(id);
    } catch (error) {
      if (isOfTus(error) && (await this.#isThere(id))) {
        throw new RibinError("UNAVAILABLE", "The S3 store does not answer.", { cause: error });
      }
      return rethrowOfS3(error);
    }
  }
}

/** tus's own refusals say what they mean. */
const isOfTus = (error: unknown) => typeof error === "object" && error !== null && "status_code" in error;

function rethrowOfS3(error: unknown): never {
  throw isOfTus(error) || error instanceof RibinError ? error : explainS3(error);
}
