import { describe, expect, test } from "@jest/globals";
import { addBusinessDays, findAcquisitionDue, isBusinessDay } from "../../src/domain/clock/business-days.ts";
import { findHolidays } from "../../src/domain/clock/find-holidays.ts";
import { findClockLevel, findLeadDue } from "../../src/domain/clock/lead-clock.ts";

const namesOf = (state: Parameters<typeof findHolidays>[0], year: number) =>
  Object.fromEntries(findHolidays(state, year).map(({ day, name }) => [day, name]));

describe("public holidays", () => {
  test("Trinidad and Tobago 2026, as its government lists them but for what is proclaimed each year", () => {
    expect(namesOf("TT", 2026)).toEqual({
      "2026-01-01": "New Year's Day",
      "2026-03-30": "Spiritual Baptist Liberation Day",
      "2026-04-03": "Good Friday",
      "2026-04-06": "Easter Monday",
      "2026-05-30": "Indian Arrival Day",
      "2026-06-04": "Corpus Christi",
      "2026-06-19": "Labour Day",
      "2026-08-01": "Emancipation Day",
      "2026-08-31": "Independence Day",
      "2026-09-24": "Republic Day",
      "2026-12-25": "Christmas Day",
      "2026-12-26": "Boxing Day",
    });
  });

  test("a Sunday's is kept on the Monday, and passes over one that stands there", () => {
    // Christmas 2022 was a Sunday: Boxing Day stands on the Monday, so Christmas is kept on the Tuesday.
    expect(namesOf("TT", 2022)).toMatchObject({ "2022-12-26": "Boxing Day", "2022-12-27": "Christmas Day" });
    expect(namesOf("JM", 2026)["2026-05-25"]).toBe("Labour Day");
    expect(namesOf("HT", 2026)["2026-11-01"]).toBe("All Saints");
  });

  test("the Dominican Republic moves to the nearest Monday", () => {
    // Labour Day 2025 was a Thursday, Duarte's birthday 2027 a Tuesday.
    expect(namesOf("DO", 2025)["2025-05-05"]).toBe("Labour Day");
    expect(namesOf("DO", 2027)["2027-01-25"]).toBe("Duarte's Birthday");
  });

  test("the days of Bermuda's Cup Match, and King's Day of Curaçao on the Saturday", () => {
    expect(namesOf("BM", 2026)).toMatchObject({ "2026-07-30": "Emancipation Day", "2026-07-31": "Mary Prince Day" });
    expect(namesOf("CW", 2025)["2025-04-26"]).toBe("King's Day");
  });
});

describe("business days", () => {
  test("two of them after a Tuesday end on Thursday at midnight of the state", () => {
    const due = findAcquisitionDue("TT", new Date("2026-03-03T14:00:00Z"));
    expect(due.toISOString()).toBe("2026-03-06T04:00:00.000Z");
  });

  test("a weekend and Easter lie between", () => {
    // Thursday before Good Friday; Tuesday and Wednesday after Easter Monday.
    expect(findAcquisitionDue("BB", new Date("2026-04-02T23:00:00Z")).toISOString()).toBe("2026-04-09T04:00:00.000Z");
  });

  test("the day is the state's: 23.30 of Sunday in Port of Spain is Monday in London", () => {
    expect(findAcquisitionDue("TT", new Date("2026-03-02T03:30:00Z")).toISOString()).toBe("2026-03-04T04:00:00.000Z");
    expect(findAcquisitionDue("TT", new Date("2026-03-02T04:30:00Z")).toISOString()).toBe("2026-03-05T04:00:00.000Z");
  });

  test("a state with summer time: the end of the day is an hour earlier in London's", () => {
    expect(addBusinessDays("BS", new Date("2026-03-06T15:00:00Z"), 1).toISOString()).toBe("2026-03-10T04:00:00.000Z");
    expect(addBusinessDays("BS", new Date("2026-03-05T15:00:00Z"), 1).toISOString()).toBe("2026-03-07T05:00:00.000Z");
  });

  test("what a state recorded of a day counts before its rules", () => {
    expect(isBusinessDay("TT", "2026-11-09")).toBe(true);
    expect(isBusinessDay("TT", "2026-11-09", new Map([["2026-11-09", "holiday"]]))).toBe(false);
    expect(isBusinessDay("TT", "2026-09-24")).toBe(false);
    expect(isBusinessDay("TT", "2026-09-24", new Map([["2026-09-24", "working"]]))).toBe(true);
  });
});

describe("a lead's clock", () => {
  const started = new Date("2026-03-02T08:00:00Z");

  test("48 hours, urgent 24", () => {
    expect(findLeadDue(started, false).toISOString()).toBe("2026-03-04T08:00:00.000Z");
    expect(findLeadDue(started, true).toISOString()).toBe("2026-03-03T08:00:00.000Z");
  });

  test("soon in its last quarter, overdue when it is over, the region's matter a day later", () => {
    const clock = { kind: "lead" as const, dueAt: findLeadDue(started, false), urgent: false };
    const at = (time: string) => findClockLevel(clock, new Date(time));
    expect(at("2026-03-03T19:59:59Z")).toBeNull();
    expect(at("2026-03-03T20:00:00Z")).toBe("due_soon");
    expect(at("2026-03-04T08:00:00Z")).toBe("overdue");
    expect(at("2026-03-05T07:59:59Z")).toBe("overdue");
    expect(at("2026-03-05T08:00:00Z")).toBe("escalated");
  });
});
