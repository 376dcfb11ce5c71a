/** The first lock: random actors, actions and targets through `can`, against the table of the rules that was written by hand. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Actor, can, type Target } from "../../src/domain/permission.ts";
import { ACTIONS } from "../../src/domain/permission-actions.ts";
import { STATION_ACTIONS } from "../../src/domain/permission-grants.ts";
import { exhibitTypeSchema, ROLES, STATE_CODES } from "../../src/domain/vocabulary.ts";
import { isGranted } from "../support/permission-matrix.ts";

const state = fc.constantFrom(...STATE_CODES.slice(0, 2));
const lab = fc.constantFrom("lab 1", "lab 2");
const id = fc.constantFrom("person 1", "person 2");
const actors: fc.Arbitrary<Actor> = fc.record(
  {
    kind: fc.constantFrom("account", "account", "account", "station", "system"),
    id,
    state: fc.option(state, { freq: 20 }),
    labId: fc.option(lab),
    roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 4 }),
    mustEnrol: fc.constant(true as const),
    scope: fc.record({
      actions: fc.option(fc.uniqueArray(fc.constantFrom(...STATION_ACTIONS))),
      exhibitTypes: fc.option(fc.uniqueArray(fc.constantFrom(...exhibitTypeSchema.options))),
    }),
  },
  { requiredKeys: ["kind", "id", "state", "labId", "roles"] },
);
const targets: fc.Arbitrary<Target> = fc.record(
  {
    ownerStates: fc.uniqueArray(state, { maxLength: 2 }),
    labId: fc.option(lab),
    exhibitType: fc.constantFrom(...exhibitTypeSchema.options),
    released: fc.boolean(),
    imagesAgreed: fc.boolean(),
    issuedTo: id,
  },
  { requiredKeys: ["ownerStates"] },
);

test("10,000 random actors, actions and targets: allowed is what the table says, and nothing else", () => {
  let allowed = 0;
  fc.assert(
    fc.property(actors, fc.constantFrom(...ACTIONS), targets, (actor, action, target) => {
      const decided = can(actor, action, target);
      allowed += Number(decided);
      expect([decided, actor, action, target]).toEqual([isGranted(actor, action, target), actor, action, target]);
    }),
    { numRuns: 10_000 },
  );
  // Neither nearly all nor nearly none: the property would hold of a function that always denies.
  expect(allowed).toBeGreaterThan(500);
  expect(allowed).toBeLessThan(9_000);
});
