import { expect, test } from "@jest/globals";
import { SIGN_IN_HOLD } from "../../src/domain/sign-in-hold.ts";
import { deleteOldTries, forgetAllTries, forgetTries, takeTry } from "../../src/repositories/sign-in/sign-in-tries.ts";
import { describeEachSql } from "../support/test-sql.ts";

const START = Date.parse("2026-03-02T08:00:00.000Z");
const at = (seconds: number) => new Date(START + seconds * 1_000);

describeEachSql("tries to sign in", (getSql) => {
  test("are counted once each, however many come at once", async () => {
    const key = { subject: "at once", place: "" };
    const tries = await Promise.all(Array.from({ length: 40 }, () => takeTry(getSql(), key, at(0))));
    expect(tries.filter((entry) => entry.taken)).toHaveLength(SIGN_IN_HOLD.freeTries);
    for (const entry of tries) if (!entry.taken) expect(entry.heldUntil).toEqual(at(30));
  });

  test("wait longer and longer, an hour at most, and for nothing that was tried meanwhile", async () => {
    const key = { subject: "patient", place: "" };
    let now = 0;
    const waits: number[] = [];
    for (let i = 0; i < 18; i++) {
      const taken = await takeTry(getSql(), key, at(now));
      if (!taken.taken) throw new Error("held");
      const until = taken.heldUntil === null ? now : (taken.heldUntil.getTime() - START) / 1_000;
      if (taken.heldUntil !== null) {
        waits.push(until - now);
        // What is tried while it is held lengthens nothing.
        expect(await takeTry(getSql(), key, at(until - 1))).toEqual({ taken: false, heldUntil: at(until) });
      }
      now = until;
    }
    expect(waits.slice(0, 8)).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600]);
    expect(Math.max(...waits)).toBe(3_600);
    // A day without a failure and all is as at first.
    const later = now + 86_401;
    expect(await takeTry(getSql(), key, at(later))).toEqual({ taken: true, tries: 1, heldUntil: null });
  });

  test("of one place hold no other, and end with a success or when somebody ends them", async () => {
    const [elsewhere, lab] = [
      { subject: "two places", place: "" },
      { subject: "two places", place: "lab" },
    ];
    for (let i = 0; i < 5; i++) await takeTry(getSql(), elsewhere, at(0));
    expect((await takeTry(getSql(), elsewhere, at(1))).taken).toBe(false);
    expect((await takeTry(getSql(), lab, at(1))).taken).toBe(true);
    await forgetTries(getSql(), lab);
    expect((await takeTry(getSql(), elsewhere, at(1))).taken).toBe(false);
    expect(await forgetAllTries(getSql(), ["two places"])).toBe(1);
    expect((await takeTry(getSql(), elsewhere, at(1))).taken).toBe(true);
  });

  test("are swept when they no longer count", async () => {
    await takeTry(getSql(), { subject: "old", place: "" }, at(0));
    await deleteOldTries(getSql(), at(10));
    const { rows } = await getSql().query("select 1 from sign_in_tries where subject = 'old'");
    expect(rows).toEqual([]);
  });
});
