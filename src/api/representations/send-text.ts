import type { FastifyReply } from "fastify";

const MEDIA_TYPES = {
  csv: "text/csv; charset=utf-8",
  graphml: "application/graphml+xml; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
} as const;

/** Sends a text as a file; no cache keeps it. */
export function sendText(
  reply: FastifyReply,
  { name, extension, text }: { name: string; extension: keyof typeof MEDIA_TYPES; text: string },
): FastifyReply {
  const disposition = extension === "svg" ? "inline" : "attachment";
  return reply
    .type(MEDIA_TYPES[extension])
    .header("cache-control", "private, no-store")
    .header("content-disposition", `${disposition}; filename="${name}.${extension}"`)
    .send(text);
}
