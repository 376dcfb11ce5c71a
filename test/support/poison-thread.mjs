/** The thread of the analysis pool with a decoder that some files end: by their names, for no file is known that does so. */
import { threadId } from "node:worker_threads";
import { composeThread } from "../../dist/src/compose-thread.js";

const run = composeThread();

export default async (request) => {
  // As the thread's own answers do: from here on it is its time.
  Atomics.store(request.begun, 0, threadId);
  const name = request.input?.statement?.fileName;
  if (name === "crashes.x3p") process.exit(11);
  if (name === "hangs.x3p") for (;;);
  return run(request);
};
