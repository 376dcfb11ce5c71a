import { randomBytes } from "node:crypto";

export type FormPart =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly fileName: string; readonly content: Uint8Array };

/** A multipart form as a browser sends it: names are UTF-8 in the header. */
export function makeForm(parts: readonly FormPart[]): { headers: Record<string, string>; body: Buffer } {
  const boundary = `----ribin${randomBytes(12).toString("hex")}`;
  const chunks = parts.flatMap((part) => {
    const opening = `--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"`;
    if ("value" in part) return [Buffer.from(`${opening}\r\n\r\n${part.value}\r\n`)];
    const type = "\r\nContent-Type: application/octet-stream\r\n\r\n";
    return [
      Buffer.from(`${opening}; filename="${part.fileName}"${type}`),
      Buffer.from(part.content),
      Buffer.from("\r\n"),
    ];
  });
  const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
  return { headers: { "content-type": `multipart/form-data; boundary=${boundary}` }, body };
}
