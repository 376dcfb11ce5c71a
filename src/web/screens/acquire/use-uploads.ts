/** The one queue of files of the person who works here: it goes on while other pages are looked at, and after the page was closed. */
import { useEffect, useSyncExternalStore } from "react";
import { queries } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { createTusTransport } from "../../uploads/tus-transport.ts";
import type { UploadItem, UploadStore } from "../../uploads/upload-item.ts";
import { UploadQueue } from "../../uploads/upload-queue.ts";
import { toAcquisition, type UploadFacts } from "./upload-facts.ts";

let current: { readonly accountId: string; readonly queue: UploadQueue<UploadFacts> } | null = null;

/** By account: another person at the same machine does not see what waits, and the one it belongs to finds it again. */
function storeOf(accountId: string): UploadStore {
  const name = `ribin.uploads.${accountId}`;
  return {
    load: () => localStorage.getItem(name),
    save: (text) => (text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text)),
  };
}

function openQueue(accountId: string): UploadQueue<UploadFacts> {
  if (current?.accountId === accountId) return current.queue;
  const queue = new UploadQueue({ transport: createTusTransport(toAcquisition), store: storeOf(accountId) });
  current = { accountId, queue };
  window.addEventListener("online", () => queue.tryNow());
  window.addEventListener("beforeunload", (event) => {
    if (queue.isBusy()) event.preventDefault();
  });
  let filed = 0;
  queue.subscribe(() => {
    const now = queue.items().filter(({ stage }) => stage === "filed").length;
    if (now > filed) {
      for (const key of ["acquisitions", "acquisition-queue"]) void queries.invalidateQueries({ queryKey: [key] });
    }
    filed = now;
  });
  return queue;
}

export function useUploads(): {
  readonly queue: UploadQueue<UploadFacts>;
  readonly items: readonly UploadItem<UploadFacts>[];
} {
  const { id } = useSelf();
  const queue = openQueue(id);
  const items = useSyncExternalStore(queue.subscribe, queue.items);
  useEffect(() => queue.tryNow(), [queue]);
  return { queue, items };
}
