import { z } from "zod";
import { signIn } from "../../../usecases/sign-in/sign-in.ts";
import { sendSession } from "../../browser-session.ts";
import { shown, textSchema } from "../../contracts/primitives.ts";
import { newSessionSchema, passwordSchema, secondFactorAskedSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";
import { readOrigin } from "../../read-origin.ts";

/** Answers without a token and asks for a password; it has a rate limit of its own. */
export const createSession: Route = (app, { deps, config }) => {
  app.post(
    "/v1/sessions",
    {
      config: {
        asks: "sign_in",
        access: "public",
        idempotency: "none",
        errors: ["SIGN_IN_FAILED", "SIGN_IN_HELD"],
        rateLimit: { max: config.signInsPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ["sessions"],
        operationId: "signIn",
        summary: "Sign in",
        description:
          "Opens a session (201), or asks for the second factor where the person has one (202). The token is shown this once; the workbench gets it as a cookie that no script can read. Takes no Idempotency-Key: each sign-in is its own session.",
        body: z.strictObject({
          email: textSchema(320).meta({ examples: ["examiner@forensic.example"] }),
          password: passwordSchema,
        }),
        response: { 201: shown(newSessionSchema), 202: shown(secondFactorAskedSchema) },
      },
    },
    async (request, reply) => {
      const step = await signIn(deps, { ...request.body, origin: readOrigin(request), requestId: request.id });
      if (step.kind === "session") return sendSession(request, reply, step);
      return reply.code(202).header("cache-control", "no-store").send(step);
    },
  );
};
