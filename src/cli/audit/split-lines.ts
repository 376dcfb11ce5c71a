import type { Readable } from "node:stream";

/** The lines of a text in UTF-8, parted by line feeds alone: readline would also part at U+2028, which JSON texts may hold. */
export async function* splitLines(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
