/** A picture that is larger than what is kept of one, with fewer points. */
/** As the API takes it (src/domain/comparison-picture.ts). */
const LIMITS = { bytes: 8 * 1024 * 1024, side: 6_000, pixels: 16_000_000 };
const STEP = 0.75;
const MOST_STEPS = 8;

export async function shrinkPicture(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    let shown = picture;
    let scale = Math.min(
      1,
      LIMITS.side / Math.max(bitmap.width, bitmap.height),
      Math.sqrt(LIMITS.pixels / (bitmap.width * bitmap.height)),
    );
    for (let step = 0; step < MOST_STEPS && (scale < 1 || shown.size > LIMITS.bytes); step++) {
      if (shown !== picture || scale === 1) scale *= STEP;
      shown = await draw(bitmap, scale);
      if (shown.size <= LIMITS.bytes) break;
    }
    return shown;
  } finally {
    bitmap.close();
  }
}

async function draw(bitmap: ImageBitmap, scale: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.floor(bitmap.width * scale), Math.floor(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/png" });
}

const CHUNK = 0x8000;

export async function toBase64(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
