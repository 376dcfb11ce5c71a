/**
 * Files on their way to the service. Bytes flow as soon as a file is chosen, while the person still looks at its facts; it becomes
 * evidence when both are done. A lost line is waited for; what the service acknowledged is never sent again and never forgotten.
 */
import {
  readItems,
  type UploadItem,
  type UploadStage,
  type UploadStore,
  type UploadTransport,
  writeItems,
} from "./upload-item.ts";

interface QueueParts<Facts> {
  readonly transport: UploadTransport<Facts>;
  readonly store: UploadStore;
  /** Files that are sent at once. */
  readonly parallel?: number;
  readonly makeId?: () => string;
  readonly wait?: (ms: number) => Promise<void>;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const UNDER_WAY: readonly UploadStage[] = ["waiting", "sending", "offline", "filing"];

export class UploadQueue<Facts> {
  readonly #parts: Required<QueueParts<Facts>>;
  readonly #files = new Map<string, File>();
  readonly #running = new Map<string, AbortController>();
  readonly #tries = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #items: readonly UploadItem<Facts>[];

  constructor(parts: QueueParts<Facts>) {
    const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
    this.#parts = { parallel: 2, makeId: () => crypto.randomUUID(), wait, ...parts };
    this.#items = readItems(parts.store.load());
    this.#advance();
  }

  /** The same array until something changes. */
  readonly items = (): readonly UploadItem<Facts>[] => this.#items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Something would be lost, or wait for the file again, if the page were closed now. */
  isBusy(): boolean {
    return this.#items.some(({ stage }) => UNDER_WAY.includes(stage));
  }

  /** A file that was interrupted goes on where it stopped when it is chosen again; its facts are those given before. */
  add(file: File, facts: Facts): string {
    const before = this.#items.find(
      (item) => item.stage === "interrupted" && item.fileName === file.name && item.sizeBytes === file.size,
    );
    const id = before?.id ?? this.#parts.makeId();
    this.#files.set(id, file);
    if (before === undefined) {
      const fresh = { stage: "waiting", sentBytes: 0, uploadUrl: null, uploaded: false, confirmed: false } as const;
      const item = {
        id,
        fileName: file.name,
        sizeBytes: file.size,
        facts,
        ...fresh,
        key: "",
        result: null,
        error: null,
      };
      this.#items = [...this.#items, item];
    }
    this.#change(id, { stage: "waiting" });
    this.#advance();
    return id;
  }

  /** Corrects what is said of a file; after a refusal it may be confirmed once more. */
  setFacts(id: string, facts: Facts): void {
    const item = this.#find(id);
    if (item === undefined || item.stage === "filing" || item.stage === "filed") return;
    const refused = item.stage === "refused";
    const stage = refused ? (item.uploaded ? "sent" : "waiting") : item.stage;
    this.#change(id, { facts, stage, error: null, confirmed: false });
    this.#advance();
  }

  /** The facts are right: what is sent is filed, now or when its last byte came. */
  confirm(id: string): void {
    const item = this.#find(id);
    if (item === undefined || item.confirmed || item.stage === "filed") return;
    const stage = item.stage === "refused" ? (item.uploaded ? "sent" : "waiting") : item.stage;
    this.#change(id, { stage, confirmed: true, key: this.#parts.makeId(), error: null });
    this.#advance();
  }

  /** Gives a file up; what became evidence only leaves this list. */
  remove(id: string): void {
    const item = this.#find(id);
    if (item === undefined || item.stage === "filing") return;
    this.#running.get(id)?.abort();
    this.#files.delete(id);
    this.#items = this.#items.filter((each) => each.id !== id);
    this.#tell();
    // What cannot be given up now expires at the service.
    if (item.uploadUrl !== null && item.stage !== "filed")
      this.#parts.transport.discard(item.uploadUrl).catch(() => {});
    this.#advance();
  }

  /** The line is back: nothing waits out its pause. */
  tryNow(): void {
    for (const { id, stage } of this.#items) if (stage === "offline") this.#wake(id);
  }

  #advance(): void {
    for (const item of this.#items) {
      if (this.#running.has(item.id)) continue;
      if (item.stage === "sent" && item.confirmed) void this.#run(item.id, () => this.#file(item));
      if (item.stage === "waiting" && this.#countSending() < this.#parts.parallel) {
        const file = this.#files.get(item.id);
        if (file === undefined) this.#change(item.id, { stage: "interrupted" });
        else void this.#run(item.id, (abort) => this.#send(item, file, abort));
      }
    }
  }

  async #send({ id, uploadUrl, sizeBytes }: UploadItem<Facts>, file: File, { signal }: AbortController): Promise<void> {
    this.#change(id, { stage: "sending" });
    await this.#parts.transport.send(file, {
      uploadUrl,
      signal,
      onUrl: (url) => this.#change(id, { uploadUrl: url }),
      onSent: (sentBytes) => this.#change(id, { sentBytes }),
    });
    this.#change(id, { stage: "sent", sentBytes: sizeBytes, uploaded: true });
  }

  async #file({ id, facts, key }: UploadItem<Facts>): Promise<void> {
    const uploadUrl = this.#find(id)?.uploadUrl;
    if (!uploadUrl) return this.#sendAgain(id);
    this.#change(id, { stage: "filing" });
    const result = await this.#parts.transport.file(uploadUrl, facts, key);
    this.#files.delete(id);
    this.#change(id, { stage: "filed", result });
  }

  async #run(id: string, step: (abort: AbortController) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    this.#running.set(id, abort);
    try {
      await step(abort);
      this.#tries.delete(id);
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(id, error);
    } finally {
      this.#running.delete(id);
      this.#advance();
    }
  }

  #fail(id: string, error: unknown): void {
    const { transport, wait } = this.#parts;
    if (transport.isLineLost(error)) {
      const tries = this.#tries.get(id) ?? 0;
      this.#tries.set(id, tries + 1);
      this.#change(id, { stage: "offline", error });
      void wait(Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS)).then(() => this.#wake(id));
    } else if (transport.isUploadGone(error) && this.#find(id)?.uploadUrl !== null) this.#sendAgain(id);
    else this.#change(id, { stage: "refused", error, confirmed: false });
  }

  #sendAgain(id: string): void {
    const stage = this.#files.has(id) ? "waiting" : "interrupted";
    this.#change(id, { stage, uploadUrl: null, uploaded: false, sentBytes: 0 });
  }

  #wake(id: string): void {
    const item = this.#find(id);
    if (item?.stage !== "offline") return;
    this.#change(id, { stage: item.uploaded ? "sent" : "waiting", error: null });
    this.#advance();
  }

  #countSending(): number {
    return this.#items.filter(({ stage }) => stage === "sending").length;
  }

  #find(id: string): UploadItem<Facts> | undefined {
    return this.#items.find((item) => item.id === id);
  }

  #change(id: string, change: Partial<UploadItem<Facts>>): void {
    this.#items = this.#items.map((item) => (item.id === id ? { ...item, ...change } : item));
    this.#tell();
  }

  #tell(): void {
    this.#parts.store.save(writeItems(this.#items));
    for (const listener of this.#listeners) listener();
  }
}
