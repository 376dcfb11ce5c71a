const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const MAX_KEY_LENGTH = 512;

/**
 * Keys are slash-separated segments of letters, digits, `_`, `-` and inner dots. No segment begins with a dot: so none is `.` or
 * `..`, and the store may keep files of its own beside the blobs. Another key is a fault of the program, not of a user.
 */
export function assertBlobKey(key: string): void {
  if (key.length > MAX_KEY_LENGTH || !KEY.test(key)) throw new RangeError(`Not a blob key: ${JSON.stringify(key)}`);
}
