/** One file on its way: what is known of it here, and what the service acknowledged. */

/**
 * waiting: for its turn; sending; offline: the line is lost, it goes on by itself; sent: the service has every byte; filing: it
 * becomes evidence; filed; refused: see `error`; interrupted: the page was closed, the file must be chosen again.
 */
export type UploadStage = "waiting" | "sending" | "offline" | "sent" | "filing" | "filed" | "refused" | "interrupted";

export interface UploadItem<Facts> {
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly facts: Facts;
  readonly stage: UploadStage;
  readonly sentBytes: number;
  /** Where the service keeps what came; null before it knows of the file. */
  readonly uploadUrl: string | null;
  /** The service has every byte. */
  readonly uploaded: boolean;
  /** The person said that the facts are right: it is filed as soon as it is sent. */
  readonly confirmed: boolean;
  /** Of the filing; the same for each try of one decision. */
  readonly key: string;
  /** What it became. */
  readonly result: string | null;
  readonly error: unknown;
}

export interface SendOptions {
  readonly uploadUrl: string | null;
  readonly onUrl: (url: string) => void;
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

export interface UploadTransport<Facts> {
  /** Sends what the service has not got yet. */
  send(file: File, options: SendOptions): Promise<void>;
  /** Makes evidence of what was sent; gives its id. */
  file(uploadUrl: string, facts: Facts, key: string): Promise<string>;
  /** Gives up what was sent. */
  discard(uploadUrl: string): Promise<void>;
  /** No answer came: worth another try, unlike a refusal. */
  isLineLost(error: unknown): boolean;
  /** The service no longer keeps what was sent. */
  isUploadGone(error: unknown): boolean;
}

/** What outlives the page: a text that somebody keeps. */
export interface UploadStore {
  load(): string | null;
  save(text: string | null): void;
}

/** What is kept of the items: without those that became evidence, and never a byte of a file. */
export function writeItems<Facts>(items: readonly UploadItem<Facts>[]): string | null {
  const kept = items.filter(({ stage }) => stage !== "filed");
  return kept.length === 0 ? null : JSON.stringify(kept.map((item) => ({ ...item, error: null })));
}

/** What a page that opens again goes on with: nothing that the service acknowledged is dropped. */
export function readItems<Facts>(text: string | null): readonly UploadItem<Facts>[] {
  if (text === null) return [];
  try {
    const items = JSON.parse(text) as readonly UploadItem<Facts>[];
    return items.map((item) => ({ ...item, stage: item.uploaded ? "sent" : "interrupted", error: null }));
  } catch {
    return [];
  }
}
