import { expect, test } from "@jest/globals";
import { chooseLooks } from "../../src/usecases/correlation/choose-looks.ts";

const CHANCE = 10;
const places = (looks: readonly string[], look: string) => looks.flatMap((each, at) => (each === look ? [at] : []));
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test("the most similar and those that agree best are compared at once, all others behind the list", () => {
  // 200 of chance, rising a little; a mate that the vectors put last but one.
  const registered = Array.from({ length: 200 }, (_, at) => CHANCE + at / 100);
  registered[198] = 40;
  const looks = chooseLooks(registered);
  expect(places(looks, "whole")).toEqual([...range(0, 8), ...range(188, 200)]);
  expect(places(looks, "later")).toEqual(range(8, 188));
});

test("of a firearm with many exhibits all that agree beyond chance are compared at once", () => {
  const registered = Array.from({ length: 200 }, (_, at) => (at % 4 === 1 ? 22 : CHANCE));
  const looks = chooseLooks(registered);
  for (const at of range(0, 200).filter((each) => each % 4 === 1)) expect([at, looks[at]]).toEqual([at, "whole"]);
  expect(places(looks, "later")).toHaveLength(200 - 8 - (50 - 2));
});

test("of which nothing is known are not put off unseen", () => {
  const unknown = chooseLooks(new Array<null>(200).fill(null));
  expect(places(unknown, "whole")).toEqual(range(0, 48));
  expect(places(unknown, "if promising")).toEqual(range(48, 200));
  const some = chooseLooks(Array.from({ length: 200 }, (_, at) => (at < 100 ? CHANCE : null)));
  expect(places(some, "if promising")).toEqual(range(100, 200));
  expect(places(some, "later")).toEqual(range(12, 100));
});

test("a short list is compared whole", () => {
  expect(chooseLooks([CHANCE, 30, CHANCE])).toEqual(["whole", "whole", "whole"]);
  expect(chooseLooks([])).toEqual([]);
});
