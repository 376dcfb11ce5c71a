/** The process that decodes images, with a decoder that crashes natively at a file that says so in its first bytes. */

import { serveImageDecoder } from "../../dist/src/adapters/sharp/child-image-decoder.js";
import { createSharpImageDecoder } from "../../dist/src/adapters/sharp/sharp-image-decoder.js";

const decoder = createSharpImageDecoder();
serveImageDecoder({
  ...decoder,
  async decodeImage(bytes, limits) {
    if (Buffer.from(bytes.subarray(0, 5)).toString() === "CRASH") process.kill(process.pid, "SIGSEGV");
    return decoder.decodeImage(bytes, limits);
  },
});
