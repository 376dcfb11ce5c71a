import type { S3Options } from "../../src/adapters/storage/s3-options.ts";

/** The S3 store that RIBIN_TEST_S3_* names (see start-servers.sh); null, said on stderr, where they are not set. */
export function readTestS3(): S3Options | null {
  const {
    RIBIN_TEST_S3_ENDPOINT: endpoint,
    RIBIN_TEST_S3_BUCKET: bucket = "ribin-test",
    RIBIN_TEST_S3_ACCESS_KEY_ID: accessKeyId = "",
    RIBIN_TEST_S3_SECRET_ACCESS_KEY: secretAccessKey = "",
  } = process.env;
  if (!endpoint) {
    process.stderr.write("The S3 store is left out: RIBIN_TEST_S3_ENDPOINT is not set.\n");
    return null;
  }
  return { endpoint, bucket, accessKeyId, secretAccessKey, region: "us-east-1", forcePathStyle: true };
}
