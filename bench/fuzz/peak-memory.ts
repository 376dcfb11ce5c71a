/** The most memory that this process and those that it started held at a time, as Linux counts it. */
import { readdirSync, readFileSync } from "node:fs";

const LOOK_MS = 250;

function readStatus(pid: string): { parent: number; peak: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
    return { parent: read("PPid"), peak: read("VmHWM") * 1024 };
  } catch {
    // It ended in the meantime.
    return null;
  }
}

/** Bytes: this process's most, and the most of the largest that it started. */
export function watchPeakMemory(): { readonly stop: () => { own: number; child: number } } {
  let child = 0;
  const look = () => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const status = readStatus(pid);
      if (status?.parent === process.pid) child = Math.max(child, status.peak);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { own: readStatus("self")?.peak ?? 0, child };
    },
  };
}
