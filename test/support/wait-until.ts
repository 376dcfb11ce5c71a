import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `holds` answers true, asking every `everyMs`; throws after `ms` milliseconds. */
export async function waitUntil(holds: () => boolean | Promise<boolean>, ms = 20_000, everyMs = 20): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited ${ms} ms in vain.`);
    await sleep(everyMs);
  }
}
