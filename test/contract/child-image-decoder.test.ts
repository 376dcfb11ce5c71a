import { join } from "node:path";
import { expect, test } from "@jest/globals";
import sharp from "sharp";
import { findThread } from "../../src/adapters/compute/piscina-pool.ts";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { createChildImageDecoder } from "../../src/adapters/sharp/child-image-decoder.ts";
import { createSharpImageDecoder } from "../../src/adapters/sharp/sharp-image-decoder.ts";

const makeImage = (width: number, height: number) => {
  const pixels = Uint16Array.from({ length: width * height }, (_, i) => (i * 37) % 65_536);
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
};

test("an image decoded in a process of its own is the same to the last bit, and refusals keep their codes", async () => {
  const decoder = createChildImageDecoder(findThread("image-process"));
  const images = await Promise.all([makeImage(640, 480), makeImage(100, 30)]);
  const own = createSharpImageDecoder();
  const decoded = await Promise.all(images.map((image) => decoder.decodeImage(image)));
  for (const [i, image] of images.entries()) expect(decoded[i]).toEqual(await own.decodeImage(image));
  await expect(decoder.decodeImage(new Uint8Array(100))).rejects.toMatchObject({
    code: "IMAGE_UNREADABLE",
    status: 422,
  });
  const limits = { maxSide: 50, maxPixels: 1_000 };
  await expect(decoder.decodeImage(images[0] as Buffer, limits)).rejects.toMatchObject({ code: "IMAGE_BOMB" });
});

test("a file that crashes its decoder natively fails alone; the next image is decoded by another process", async () => {
  const decoder = createChildImageDecoder(join(findPackageRoot(), "test", "support", "crashing-decoder.mjs"));
  const image = await makeImage(64, 64);
  const outcomes = await Promise.allSettled([
    decoder.decodeImage(image),
    decoder.decodeImage(Buffer.from("CRASH of a decoder")),
    decoder.decodeImage(image),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({
    code: "INTERNAL",
    message: "The decoder of the image ended (SIGSEGV) in the middle of it.",
  });
});
