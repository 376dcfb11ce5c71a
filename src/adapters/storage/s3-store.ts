/** The distributed member of the pair: blobs are objects of one bucket of an S3 store. */
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { RibinError } from "../../domain/errors.ts";
import type { ListedBlob, RawBlobStore } from "../../ports/blob-store.ts";
import { assertBlobKey } from "./blob-key.ts";
import { bearSetClocks, explainBreaks, explainS3, isMissingInS3, rethrowExplained } from "./s3-failures.ts";
import { makeS3ClientOptions, type S3Options } from "./s3-options.ts";

const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_A_TIME = 2;

/** Opens a client of the bucket, which must exist. Nothing is asked of the store before the first call. */
export function openS3Store(options: S3Options): RawBlobStore {
  const client = bearSetClocks(new S3Client(makeS3ClientOptions(options)));
  const Bucket = options.bucket;

  const at = (key: string) => {
    assertBlobKey(key);
    return { Bucket, Key: key };
  };

  async function getBody(key: string) {
    const { Body } = await client.send(new GetObjectCommand(at(key))).catch(rethrowExplained);
    if (Body === undefined) throw new RibinError("FILE_NOT_FOUND", "There is no such blob.");
    return Body;
  }

  async function putStream(key: string, body: Readable): Promise<number> {
    let size = 0;
    let bodyError: unknown;
    async function* counted() {
      try {
        for await (const chunk of body) {
          size += chunk.length;
          yield chunk;
        }
      } catch (error) {
        bodyError = error;
        throw error;
      }
    }
    // Parts are sent as they fill; a stream that fails aborts the upload, and no object appears.
    const params = { ...at(key), Body: Readable.from(counted(), { objectMode: false }) };
    try {
      await new Upload({ client, params, partSize: PART_BYTES, queueSize: PARTS_AT_A_TIME }).done();
    } catch (error) {
      throw bodyError ?? explainS3(error);
    }
    return size;
  }

  async function putBytes(key: string, body: Uint8Array): Promise<number> {
    await client.send(new PutObjectCommand({ ...at(key), Body: body })).catch(rethrowExplained);
    return body.length;
  }

  return {
    putBlob: async (key, body) => ({
      size: await (body instanceof Readable ? putStream(key, body) : putBytes(key, body)),
    }),
    openBlob: async (key) => {
      const body = await getBody(key);
      if (body instanceof Readable) return explainBreaks(body);
      return Readable.fromWeb(body.transformToWebStream() as Parameters<typeof Readable.fromWeb>[0]);
    },
    readBlob: async (key) => readWhole(getBody, key),
    statBlob: async (key) => {
      try {
        const { ContentLength } = await client.send(new HeadObjectCommand(at(key)));
        return { size: ContentLength ?? 0 };
      } catch (error) {
        if (isMissingInS3(error)) return null;
        throw explainS3(error);
      }
    },
    peekBlob: async (key, most) => {
      try {
        const { Body, ContentRange } = await client.send(
          new GetObjectCommand({ ...at(key), Range: `bytes=0-${most - 1}` }),
        );
        const head = (await Body?.transformToByteArray()) ?? new Uint8Array();
        // A store that gave the whole of it names no range.
        const size = ContentRange === undefined ? head.length : Number(ContentRange.split("/")[1]);
        return { head: head.subarray(0, most), size };
      } catch (error) {
        if (isMissingInS3(error)) return null;
        // Of an empty object there is no first byte.
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 416)
          return { head: new Uint8Array(), size: 0 };
        throw explainS3(error);
      }
    },
    moveBlob: async (from, to) => {
      const { Key } = at(from);
      // S3 refuses to copy an object onto itself; deleting it then would lose it.
      if (from === to) return;
      const CopySource = encodeURI(`${Bucket}/${Key}`);
      await client.send(new CopyObjectCommand({ ...at(to), CopySource })).catch(rethrowExplained);
      await client.send(new DeleteObjectCommand({ Bucket, Key })).catch(rethrowExplained);
    },
    deleteBlob: async (key) => {
      await client.send(new DeleteObjectCommand(at(key))).catch(rethrowExplained);
    },
    listBlobs: (prefix) => listObjects(client, at(prefix)),
    checkReady: async () => {
      await putBytes("readiness/probe", new Uint8Array(1));
    },
    close: async () => client.destroy(),
  };
}

async function* listObjects(
  client: S3Client,
  { Bucket, Key }: { Bucket: string; Key: string },
): AsyncGenerator<ListedBlob> {
  let token: string | undefined;
  do {
    const page = await client
      .send(new ListObjectsV2Command({ Bucket, Prefix: `${Key}/`, ContinuationToken: token }))
      .catch(rethrowExplained);
    for (const { Key: key, LastModified: modifiedAt, Size: storedBytes = 0 } of page.Contents ?? []) {
      if (key !== undefined && modifiedAt !== undefined) yield { key, modifiedAt, storedBytes };
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** An object whose bytes break off is asked for once more: the SDK tries again only what fails before the first of them. */
async function readWhole(
  getBody: (key: string) => Promise<{ transformToByteArray(): Promise<Uint8Array> }>,
  key: string,
): Promise<Uint8Array> {
  try {
    return await (await getBody(key)).transformToByteArray();
  } catch (error) {
    if (error instanceof RibinError) throw error;
    return (await getBody(key)).transformToByteArray().catch(rethrowExplained);
  }
}
