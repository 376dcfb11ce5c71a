/** The gallery's folder: what was derived from its marks, in files of `CHUNK` marks each, so that an interrupted run goes on. */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BenchRefusal } from "../support/bench.ts";
import { GALLERY_VERSION } from "./gallery-mark.ts";

/** Marks a file: a few seconds of work, and files that a folder can hold. */
export const CHUNK = 500;
export const VECTOR_LENGTH = 256;

const nameChunk = (kind: string, chunk: number): string => `${kind}-${String(chunk).padStart(5, "0")}.bin`;
const locate = (folder: string, kind: string): string => join(folder, `gallery-${GALLERY_VERSION}`, kind);

export function hasChunk(folder: string, kind: string, chunk: number): boolean {
  return existsSync(join(locate(folder, kind), nameChunk(kind, chunk)));
}

/** Written aside and renamed: a file that is there is whole. */
export async function writeChunk(folder: string, kind: string, chunk: number, bytes: Uint8Array): Promise<void> {
  const target = locate(folder, kind);
  await mkdir(target, { recursive: true });
  const path = join(target, nameChunk(kind, chunk));
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

export async function readChunk(folder: string, kind: string, chunk: number): Promise<Uint8Array> {
  try {
    return await readFile(join(locate(folder, kind), nameChunk(kind, chunk)));
  } catch {
    throw new BenchRefusal(
      `The gallery in ${folder} has no ${kind} of ${chunk * CHUNK} and on: run the bench gallery.`,
    );
  }
}

/** How many marks, from the first on, have a record of this kind. */
export function countMarks(folder: string, kind: string): number {
  if (!existsSync(locate(folder, kind))) return 0;
  const names = new Set(readdirSync(locate(folder, kind)));
  let chunk = 0;
  while (names.has(nameChunk(kind, chunk))) chunk++;
  return chunk * CHUNK;
}

/** The first `count` vectors, row by row. */
export async function readVectors(folder: string, kind: string, count: number): Promise<Float32Array> {
  const vectors = new Float32Array(count * VECTOR_LENGTH);
  for (let chunk = 0; chunk * CHUNK < count; chunk++) {
    const bytes = await readChunk(folder, kind, chunk);
    const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    const start = chunk * CHUNK * VECTOR_LENGTH;
    vectors.set(rows.subarray(0, vectors.length - start), start);
  }
  return vectors;
}
