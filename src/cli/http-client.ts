/** A small client of the HTTP API for the command line: bearer token, idempotency keys, problems as RibinError. */
import { randomUUID } from "node:crypto";
import { ERRORS, type ErrorCode, RibinError } from "../domain/errors.ts";

export interface HttpClient {
  readonly baseUrl: string;
  readonly token: string | null;
  /** The same server, asked as somebody else. */
  withToken(token: string): HttpClient;
  get<T>(path: string): Promise<T>;
  getBytes(path: string): Promise<Uint8Array>;
  /** A file as it comes. */
  openStream(path: string): Promise<ReadableStream<Uint8Array>>;
  /** A record together with its ETag, for a decision made on just this version. */
  getVersioned<T>(path: string): Promise<{ record: T; etag: string }>;
  /** The text of a stream of server-sent events, as it comes; leaving the loop closes it. */
  openEvents(path: string): Promise<AsyncIterable<string>>;
  /** Follows the cursors of a listing to its end. */
  getAll<T>(path: string): Promise<T[]>;
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>;
  postForm<T>(path: string, form: FormData): Promise<T>;
}

interface ProblemDocument {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly errors?: readonly { field: string; message: string }[];
}

export function createHttpClient(baseUrl: string, token: string | null = null): HttpClient {
  const base = baseUrl.replace(/\/+$/, "");
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, { ...init, headers });
    } catch (error) {
      throw new RibinError("UNAVAILABLE", `No answer from ${base}.`, { cause: error });
    }
    if (!response.ok) throw await readProblem(response);
    return response;
  };
  const get = async <T>(path: string): Promise<T> => (await (await request(path, {})).json()) as T;
  return {
    baseUrl: base,
    token,
    withToken: (other) => createHttpClient(base, other),
    get,
    getBytes: async (path) => new Uint8Array(await (await request(path, {})).arrayBuffer()),
    async openStream(path) {
      const { body } = await request(path, {});
      if (body === null) throw new RibinError("UNAVAILABLE", `${path} has no body.`);
      return body;
    },
    async getVersioned<T>(path: string) {
      const response = await request(path, {});
      return { record: (await response.json()) as T, etag: response.headers.get("etag") ?? "" };
    },
    async openEvents(path) {
      const response = await request(path, { headers: { accept: "text/event-stream" } });
      if (response.body === null) throw new RibinError("UNAVAILABLE", `${path} has no events.`);
      return response.body.pipeThrough(new TextDecoderStream());
    },
    async getAll<T>(path: string) {
      const items: T[] = [];
      let cursor: string | null = null;
      do {
        const next: string =
          cursor === null ? "" : `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
        const page: { items: T[]; nextCursor: string | null } = await get(`${path}${next}`);
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return items;
    },
    async post<T>(path: string, body: unknown, headers: Record<string, string> = {}) {
      const response = await request(path, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": randomUUID(), ...headers },
        body: JSON.stringify(body),
      });
      return (await response.json()) as T;
    },
    async postForm<T>(path: string, form: FormData) {
      const response = await request(path, {
        method: "POST",
        headers: { "idempotency-key": randomUUID() },
        body: form,
      });
      return (await response.json()) as T;
    },
  };
}

async function readProblem(response: Response): Promise<RibinError> {
  return toRibinError(response.status, await response.text().catch(() => ""));
}

/** The refusal that a problem document tells; UNAVAILABLE where something else answered. */
export function toRibinError(status: number, body: string): RibinError {
  const problem = parseProblem(body);
  const code = problem.code !== undefined && problem.code in ERRORS ? (problem.code as ErrorCode) : "UNAVAILABLE";
  const detail = problem.detail ?? problem.title ?? `The server answered ${status}.`;
  return new RibinError(code, detail, { errors: problem.errors ?? [] });
}

function parseProblem(body: string): ProblemDocument {
  try {
    return (JSON.parse(body) as ProblemDocument | null) ?? {};
  } catch {
    return {};
  }
}
