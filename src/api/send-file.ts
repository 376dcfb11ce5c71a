import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

export interface OpenedFile {
  readonly stream: Readable;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/**
 * Streams a file. It is never interpreted by the browser as anything but what it is, kept by no cache, and its name is sent
 * so that any Unicode survives (RFC 6266).
 */
export function sendFile(reply: FastifyReply, file: OpenedFile, disposition: "inline" | "attachment"): FastifyReply {
  const plain = file.fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, "_");
  return reply
    .type(file.contentType)
    .header("content-length", file.sizeBytes)
    .header("cache-control", "private, no-store")
    .header(
      "content-disposition",
      `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeFileName(file.fileName)}`,
    )
    .send(file.stream);
}

/** RFC 8187's attr-char: encodeURIComponent leaves four characters too many. A lone surrogate is replaced, not thrown at. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, "\ufffd")).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
}
