/** Who draws the marks: the graphics card where there is one, else the processor. */
import { readNormals } from "./light-table.ts";
import { makeReliefInSoftware } from "./relief-in-software.ts";
import type { ReliefRenderer } from "./relief-painting.ts";
import { makeReliefRenderer } from "./relief-renderer.ts";

export type DrawnBy = "graphics" | "processor";

/** Names of WebGL implementations that compute each pixel on the processor, and send the picture round by a process of its own. */
const COMPUTED = /swiftshader|llvmpipe|softpipe|software|basic render/i;

let found: DrawnBy | null = null;

/** What this browser draws best by. */
export function findDrawer(): DrawnBy {
  found ??= hasGraphics() ? "graphics" : "processor";
  return found;
}

function hasGraphics(): boolean {
  const probe = document.createElement("canvas");
  probe.width = 1;
  probe.height = 1;
  const gl = probe.getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (gl === null) return false;
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(names === null ? gl.RENDERER : names.UNMASKED_RENDERER_WEBGL));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !COMPUTED.test(name);
}

/** What takes long before the first picture, while marks are still on their way. */
export function prepareToDraw(): void {
  if (findDrawer() === "processor") readNormals();
}

/** Null where the browser cannot draw by that. */
export function pickRenderer(canvas: HTMLCanvasElement, by: DrawnBy): ReliefRenderer | null {
  return by === "graphics" ? makeReliefRenderer(canvas) : makeReliefInSoftware(canvas);
}
