/** What a thread is reading now, where another thread sees it though the first one never comes back. */
import type { FuzzInput } from "../../test/support/fuzz/targets.ts";

export interface InputSlot {
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
}

const CAPACITY = 2 * 1024 * 1024;
/** Counts beginnings; how many bytes the input has, -1 between inputs; how many of them are its name. */
const [NUMBER, LENGTH, NAME] = [0, 1, 2] as const;

export function createInputSlot(): InputSlot {
  const slot = { control: new SharedArrayBuffer(12), bytes: new SharedArrayBuffer(CAPACITY) };
  new Int32Array(slot.control)[LENGTH] = -1;
  return slot;
}

export function announceInput(slot: InputSlot, input: FuzzInput | null): void {
  const control = new Int32Array(slot.control);
  if (input !== null) {
    const name = new TextEncoder().encode(input.name);
    const bytes = new Uint8Array(slot.bytes);
    bytes.set(name);
    bytes.set(input.bytes.subarray(0, CAPACITY - name.length), name.length);
    Atomics.store(control, NAME, name.length);
  }
  Atomics.store(control, LENGTH, input?.bytes.length ?? -1);
  Atomics.add(control, NUMBER, 1);
}

export interface Watched {
  readonly number: number;
  /** Null between inputs. */
  readonly input: FuzzInput | null;
}

export function lookAtInput(slot: InputSlot): Watched {
  const control = new Int32Array(slot.control);
  const [number, length, name] = [NUMBER, LENGTH, NAME].map((at) => Atomics.load(control, at)) as [
    number,
    number,
    number,
  ];
  if (length < 0) return { number, input: null };
  const bytes = Uint8Array.from(new Uint8Array(slot.bytes, 0, name + length));
  return { number, input: { name: new TextDecoder().decode(bytes.subarray(0, name)), bytes: bytes.subarray(name) } };
}
