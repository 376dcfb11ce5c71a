import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import {
  claimIdempotencyKey,
  keepClaims,
  settleIdempotencyKey,
} from "../../src/usecases/requests/claim-idempotency-key.ts";
import { openWorld } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("the claim of an idempotency key", (getSql) => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  let technician: RequestContext;
  beforeAll(async () => {
    world = await openWorld(getSql());
    technician = await world.hire("JM", "lab_technician");
  });
  afterAll(() => world.close());

  const claim = (key: string) => claimIdempotencyKey(world.deps, technician, { key, requestHash: "hash" });
  const inProgress = { code: "IDEMPOTENCY_IN_PROGRESS" };

  test("holds for as long as its process says that it lives, and for 20 seconds more", async () => {
    const key = randomUUID();
    const first = await claim(key);
    if (first.kind !== "claimed") throw new Error("not claimed");
    const held = [{ actorId: technician.actor.id, key, claimedAt: first.claimedAt }];
    for (let seconds = 0; seconds < 3_600; seconds += 15) {
      world.clock.advance(15_000);
      await keepClaims(world.deps, held);
    }
    await expect(claim(key)).rejects.toMatchObject(inProgress);
    world.clock.advance(19_000);
    await expect(claim(key)).rejects.toMatchObject(inProgress);
    world.clock.advance(2_000);
    const [one, other] = await Promise.allSettled([claim(key), claim(key)]);
    expect([one.status, other.status].sort()).toEqual(["fulfilled", "rejected"]);
    // What the first one answers after all, or says of itself, is not the second one's.
    const response = { status: 201, headers: {}, body: "of the first" };
    await settleIdempotencyKey(world.deps, technician, {
      ...held[0],
      key,
      claimedAt: first.claimedAt,
      requestHash: "hash",
      response,
    });
    await keepClaims(world.deps, held);
    const { rows } = await getSql().query(
      "select status, alive_at = created_at as untouched from idempotency_keys where key = $1",
      [key],
    );
    expect(rows).toEqual([{ status: null, untouched: true }]);
  });

  test("of a program that does not say that it lives is taken over after a quarter of an hour", async () => {
    const key = randomUUID();
    await claim(key);
    await getSql().query("update idempotency_keys set alive_at = null where key = $1", [key]);
    world.clock.advance(14 * 60_000);
    await expect(claim(key)).rejects.toMatchObject(inProgress);
    world.clock.advance(2 * 60_000);
    expect((await claim(key)).kind).toBe("claimed");
  });
});
