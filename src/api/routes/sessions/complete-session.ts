import { z } from "zod";
import { completeSignIn } from "../../../usecases/sign-in/complete-sign-in.ts";
import { sendSession } from "../../browser-session.ts";
import { shown } from "../../contracts/primitives.ts";
import { codeSchema, newSessionSchema } from "../../contracts/session.ts";
import type { Route } from "../../fastify-types.ts";

export const completeSession: Route = (app, { deps, config }) => {
  app.post(
    "/v1/sessions/second-factor",
    {
      config: {
        asks: "sign_in",
        access: "public",
        idempotency: "none",
        errors: ["SECOND_FACTOR_FAILED", "SIGN_IN_HELD"],
        rateLimit: { max: config.signInsPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ["sessions"],
        operationId: "completeSignIn",
        summary: "Show the second factor",
        description: "The second step of a sign-in, within five minutes of the first. A code counts once.",
        body: z.strictObject({ challenge: z.string().min(20).max(200), code: codeSchema }),
        response: { 201: shown(newSessionSchema) },
      },
    },
    async (request, reply) => {
      const signedIn = await completeSignIn(deps, { ...request.body, requestId: request.id });
      return sendSession(request, reply, signedIn);
    },
  );
};
