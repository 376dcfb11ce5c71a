import { z } from "zod";

/** A response that is a file. It is streamed, and no contract reads its bytes. */
export function fileResponse(description: string, ...mediaTypes: readonly string[]) {
  const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.unknown() }]));
  return { description, content };
}
