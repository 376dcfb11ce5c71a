const KEY_BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Keys of 32 bytes in base64, separated by commas; null where one is not. */
export function parseSecretKeys(text: string): readonly Uint8Array[] | null {
  const words = text.trim().split(/\s*,\s*/);
  if (!words.every((word) => BASE64.test(word))) return null;
  const keys = words.map((word) => new Uint8Array(Buffer.from(word, "base64")));
  return keys.every((key) => key.length === KEY_BYTES) ? keys : null;
}
