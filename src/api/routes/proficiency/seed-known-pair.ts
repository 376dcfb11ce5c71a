import { seedKnownPair as seedKnownPairUsecase } from "../../../usecases/proficiency/seed-known-pair.ts";
import { shown } from "../../contracts/primitives.ts";
import { knownPairSchema, newKnownPairSchema } from "../../contracts/proficiency.ts";
import type { Route } from "../../fastify-types.ts";
import { contextOf } from "../../request-context.ts";

export const seedKnownPair: Route = (app, { deps }) => {
  app.post(
    "/v1/known-pairs",
    {
      config: { errors: ["NOT_FOUND", "CONFLICT"] },
      schema: {
        tags: ["proficiency"],
        operationId: "seedKnownPair",
        summary: "Name a blind known pair",
        description:
          "Two exhibits of your state, of two cases, before anything is acquired of them; what is uploaded then takes the ordinary way, within " +
          "the state. Only auditors and you are told of it. By a coordinator who examines nothing.",
        body: newKnownPairSchema,
        response: { 201: shown(knownPairSchema) },
      },
    },
    async (request, reply) => reply.code(201).send(await seedKnownPairUsecase(deps, contextOf(request), request.body)),
  );
};
