import { Readable } from "node:stream";
import { z } from "zod";
import { refuseField } from "../../../domain/errors.ts";
import { keepAsking } from "../../../ports/asker.ts";
import { authoriseFollowing, readProgress } from "../../../usecases/acquisitions/follow-acquisition.ts";
import { streamAcquisitionEvents } from "../../acquisition-events.ts";
import { fileResponse } from "../../contracts/binary.ts";
import { idSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { authenticateBearer, readBearerToken } from "../../plugins/authentication.ts";
import { contextOf } from "../../request-context.ts";
import { createStreamLimit } from "../../stream-limit.ts";

const DESCRIPTION = `
Server-sent events. \`stage\`: \`{seq, stage, note, at}\` for each stage reached, from the first on; its id is \`seq\`.
\`progress\`: \`{stage, progress}\` within the running step. The stream ends after \`verified\` or \`failed\`. Come back with
\`Last-Event-ID\` and only what is new is sent; 204 when nothing new will come.
`.trim();

export const followAcquisition: Route = (app, { deps, config }) => {
  const limit = createStreamLimit(config.maxOpenStreams);
  app.addHook("preClose", async () => limit.closeAll());
  app.get(
    "/v1/acquisitions/:acquisitionId/events",
    {
      schema: {
        tags: ["acquisitions"],
        operationId: "followAcquisition",
        summary: "Follow an acquisition",
        description: DESCRIPTION,
        params: z.strictObject({ acquisitionId: idSchema }),
        response: {
          200: fileResponse("Events until the last stage.", "text/event-stream"),
          204: z.undefined().describe("Nothing after Last-Event-ID will come."),
        },
      },
    },
    async (request, reply) => {
      const id = request.params.acquisitionId;
      const context = contextOf(request);
      const afterSeq = readLastEventId(request.headers["last-event-id"]);
      await authoriseFollowing(deps, context, { id });
      const now = await readProgress(deps, { id, afterSeq });
      if (now.final && now.reached.length === 0) return reply.code(204).send();
      const stream = limit.open(context.actor.id);
      reply.raw.once("close", () => stream.abort());
      const token = readBearerToken(request) ?? "";
      const mayGoOn = async () => (await authenticateBearer(deps, token)) !== null;
      const input = { id, afterSeq, signal: stream.signal, mayGoOn };
      const events = Readable.from(keepAsking(streamAcquisitionEvents(deps, input)));
      events.once("close", () => limit.release(stream));
      return reply
        .type("text/event-stream; charset=utf-8")
        .headers({ "cache-control": "no-store", "x-accel-buffering": "no", connection: "close" })
        .send(events);
    },
  );
};

function readLastEventId(header: string | string[] | undefined): string {
  if (header === undefined || header === "") return "0";
  if (typeof header === "string" && /^\d{1,18}$/.test(header)) return header;
  const message = "Send the id of an event of this stream.";
  throw refuseField("header.last-event-id", message);
}
