/**
 * Decodes images in a process of its own. A file that crashes a decoder natively ends the whole process it is decoded in: here that is this
 * one, which holds nothing else, and not the worker with all its jobs, or the API.
 */
import { type ChildProcess, fork } from "node:child_process";
import { RibinError } from "../../domain/errors.ts";
import {
  DEFAULT_IMAGE_LIMITS,
  type DecodedImage,
  type ImageDecoder,
  type ImageLimits,
} from "../../ports/image-decoder.ts";
import { answerInThread, readAnswer, type ThreadAnswer, type ThreadRequest } from "../compute/thread-answer.ts";
import { createSharpImageDecoder } from "./sharp-image-decoder.ts";

/** Without an image for so long the process ends; the next image starts another. */
const IDLE_MS = 60_000;

type Tasks = { decodeImage: { input: { bytes: Uint8Array; limits: ImageLimits }; output: DecodedImage } };

/** `filename`: a compiled file that calls `serveImageDecoder`. One image at a time, as a thread of the pool has it. */
export function createChildImageDecoder(filename: string): ImageDecoder {
  const own = createSharpImageDecoder();
  let child: ChildProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function start(): ChildProcess {
    const started = fork(filename, [], { serialization: "advanced", execArgv: [] });
    started.once("exit", () => {
      if (child === started) child = null;
    });
    return started;
  }

  async function decode(bytes: Uint8Array, limits: ImageLimits): Promise<DecodedImage> {
    child ??= start();
    const answer = await ask(child, { task: "decodeImage", input: { bytes, limits } });
    return readAnswer(answer) as DecodedImage;
  }

  return {
    decodeImage(bytes, limits = DEFAULT_IMAGE_LIMITS) {
      const turn = last.then(() => decode(bytes, limits));
      last = turn.catch(() => {});
      return turn;
    },
    // Of pixels that the program made itself.
    encodePng: own.encodePng,
  };
}

function ask(child: ChildProcess, request: ThreadRequest): Promise<ThreadAnswer> {
  // While nothing is asked it keeps nobody from ending.
  child.ref();
  child.channel?.ref();
  return new Promise<ThreadAnswer>((resolve, reject) => {
    const onMessage = (answer: unknown) => settle(() => resolve(answer as ThreadAnswer));
    const onExit = (code: number | null, signal: string | null) =>
      settle(() =>
        reject(
          new RibinError(
            "INTERNAL",
            `The decoder of the image ended (${signal ?? `code ${code}`}) in the middle of it.`,
          ),
        ),
      );
    const onError = (error: Error) => settle(() => reject(error));
    const settle = (finish: () => void) => {
      child.off("message", onMessage).off("exit", onExit).off("error", onError);
      child.unref();
      child.channel?.unref();
      finish();
    };
    child.on("message", onMessage).on("exit", onExit).on("error", onError);
    child.send(request, (error) => {
      if (error) onError(error);
    });
  });
}

/** Of the process that decodes: answers who started it, and ends with them. */
export function serveImageDecoder(decoder: ImageDecoder = createSharpImageDecoder()): void {
  const answer = answerInThread<Tasks>({ decodeImage: ({ bytes, limits }) => decoder.decodeImage(bytes, limits) });
  // Whoever started it may be gone without a word: then it ends as well, and without one.
  const leave = () => (process.connected ? process.disconnect() : process.exit());
  const idle = setTimeout(leave, IDLE_MS);
  process.on("message", (request) => {
    idle.refresh();
    answer(request as ThreadRequest).then(
      (told) => process.send?.(told, undefined, undefined, (error) => error && process.exit()),
      // A fault of the program: whoever waits is told by the end.
      () => process.exit(1),
    );
  });
  process.once("disconnect", () => process.exit());
}
