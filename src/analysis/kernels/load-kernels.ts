import type { Kernels } from "./kernels.ts";
import { createWasmKernels } from "./wasm-kernels.ts";

let loaded: Kernels | null = null;

/** The kernels of this thread, instantiated at the first call. */
export function loadKernels(): Kernels {
  loaded ??= createWasmKernels();
  return loaded;
}
