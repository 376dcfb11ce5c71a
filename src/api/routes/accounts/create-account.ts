import { z } from "zod";
import { roleSchema, stateCodeSchema } from "../../../domain/vocabulary.ts";
import { createAccount as createAccountUsecase } from "../../../usecases/create-account.ts";
import { accountSchema } from "../../contracts/account.ts";
import { idSchema, shown, textSchema } from "../../contracts/primitives.ts";
import type { Route } from "../../fastify-types.ts";
import { setEntityTag } from "../../plugins/entity-tags.ts";
import { contextOf } from "../../request-context.ts";

export const createAccount: Route = (app, { deps }) => {
  app.post(
    "/v1/accounts",
    {
      config: { errors: ["DUPLICATE_RECORD"], secretFields: ["password"] },
      schema: {
        tags: ["people and labs"],
        operationId: "createAccount",
        summary: "Create an account",
        description: "A national coordinator for the own state, a regional coordinator for any.",
        body: z.strictObject({
          state: stateCodeSchema,
          labId: idSchema.nullable().default(null),
          email: z.email().max(320),
          name: textSchema(200),
          roles: z.array(roleSchema).min(1),
          password: z.string().min(12).max(1000).describe("At least 12 characters. Kept as an argon2id hash only."),
        }),
        response: { 201: shown(accountSchema) },
      },
    },
    async (request, reply) => {
      const account = await createAccountUsecase(deps, contextOf(request), request.body);
      setEntityTag(reply, account.version);
      return reply.code(201).send(account);
    },
  );
};
