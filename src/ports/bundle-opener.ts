/** Opens what islands encrypted to the region (age, age-encryption.org/v1). The private keys never leave it. */
import type { Readable } from "node:stream";

export interface BundleOpener {
  /** The public halves, the one that new bundles are made for first. */
  listRecipients(): Promise<readonly string[]>;
  /** What was encrypted, as it is read; it fails with BUNDLE_UNREADABLE at the first byte that is not as it was written, and where it was cut. */
  open(encrypted: Readable): Promise<AsyncIterable<Uint8Array>>;
}
