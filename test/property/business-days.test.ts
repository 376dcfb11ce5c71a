/** What must hold of the service clocks in every state and at every moment. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DateTime } from "luxon";
import { addBusinessDays, findAcquisitionDue, isBusinessDay } from "../../src/domain/clock/business-days.ts";
import { findHolidays } from "../../src/domain/clock/find-holidays.ts";
import { CLOCK_LEVELS, findClockLevel } from "../../src/domain/clock/lead-clock.ts";
import { TIME_ZONES } from "../../src/domain/clock/time-zones.ts";
import { STATE_CODES } from "../../src/domain/vocabulary.ts";

const states = fc.constantFrom(...STATE_CODES);
const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2039-12-20"), noInvalidDate: true });
const recordedDays = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.constantFrom("holiday" as const, "working" as const)), {
    maxLength: 6,
  })
  .map((days) => (from: Date) => {
    const day = (n: number) => DateTime.fromJSDate(from, { zone: "utc" }).plus({ days: n }).toISODate()!;
    return new Map(days.map(([n, kind]) => [day(n), kind]));
  });

describe("business days", () => {
  test("between receipt and due lie exactly as many business days as were counted, and the last of them is one", () => {
    fc.assert(
      fc.property(states, moments, fc.integer({ min: 1, max: 5 }), recordedDays, (state, from, days, recordOf) => {
        const recorded = recordOf(from);
        const zone = TIME_ZONES[state];
        const due = DateTime.fromJSDate(addBusinessDays(state, from, days, recorded), { zone });
        expect(due.equals(due.startOf("day"))).toBe(true);
        let counted = 0;
        let day = DateTime.fromJSDate(from, { zone }).startOf("day").plus({ days: 1 });
        for (; day < due; day = day.plus({ days: 1 }).startOf("day")) {
          if (isBusinessDay(state, day.toISODate()!, recorded)) counted += 1;
        }
        expect(counted).toBe(days);
        expect(isBusinessDay(state, due.minus({ days: 1 }).toISODate()!, recorded)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("what is received earlier is due no later: the order of receipt is the order of what is due", () => {
    fc.assert(
      fc.property(
        states,
        moments,
        fc.integer({ min: 0, max: 20 * 86_400_000 }),
        recordedDays,
        (state, a, later, recordOf) => {
          const recorded = recordOf(a);
          const b = new Date(a.getTime() + later);
          expect(findAcquisitionDue(state, a, recorded).getTime()).toBeLessThanOrEqual(
            findAcquisitionDue(state, b, recorded).getTime(),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test("no state has a holiday twice, one in another year, or fewer than eight", () => {
    fc.assert(
      fc.property(states, fc.integer({ min: 2000, max: 2099 }), (state, year) => {
        const days = findHolidays(state, year).map(({ day }) => day);
        expect(new Set(days).size).toBe(days.length);
        expect(days.length).toBeGreaterThanOrEqual(8);
        for (const day of days) expect(day).toMatch(new RegExp(`^(${year}-\\d\\d-\\d\\d|${year + 1}-01-0[1-4])$`));
      }),
      { numRuns: 300 },
    );
  });
});

test("a clock's level never falls while time goes on", () => {
  const place = (level: ReturnType<typeof findClockLevel>) => (level === null ? -1 : CLOCK_LEVELS.indexOf(level));
  const hours = fc.integer({ min: -200, max: 200 });
  fc.assert(
    fc.property(
      fc.constantFrom("acquisition" as const, "lead" as const),
      fc.boolean(),
      hours,
      hours,
      (kind, urgent, x, y) => {
        const dueAt = new Date("2026-03-04T08:00:00Z");
        const at = (hour: number) =>
          place(findClockLevel({ kind, dueAt, urgent }, new Date(dueAt.getTime() + hour * 3_600_000)));
        expect(at(Math.min(x, y))).toBeLessThanOrEqual(at(Math.max(x, y)));
      },
    ),
  );
});
