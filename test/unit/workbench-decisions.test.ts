import { describe, expect, test } from "@jest/globals";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { Refusal } from "../../src/web/api/refusal.ts";
import { openGate } from "../../src/web/app/gate.ts";
import { queries, useAct } from "../../src/web/app/queries.ts";

type Decision = { readonly choice: string };
const YES: Decision = { choice: "identification" };
const NO: Decision = { choice: "elimination" };

const lost = () => new Refusal({ code: "NETWORK", status: 0 });
const refused = (code: Refusal["code"], status: number) => new Refusal({ code, status });

/** A page's hook before a service that says these things in turn, and at last yes; `sent` is what came to it under which key. */
function openPage(...answers: (Error | null)[]) {
  const sent: { decision: Decision; key: string }[] = [];
  const { mutations } = queries.getDefaultOptions();
  const client = new QueryClient({ defaultOptions: { mutations: { ...mutations, retryDelay: 0 } } });
  let decide = (_: Decision): Promise<unknown> => Promise.reject(new Error("not rendered"));
  const page = () => {
    const act = useAct(async (decision: Decision, key) => {
      sent.push({ decision, key });
      const answer = answers.shift() ?? null;
      if (answer !== null) throw answer;
    });
    decide = (decision) => act.mutateAsync(decision).catch((error: unknown) => error);
    return null;
  };
  renderToString(createElement(QueryClientProvider, { client }, createElement(page)));
  const keys = () => sent.map(({ key }) => key);
  return { decide: (decision: Decision) => decide(decision), keys };
}

/** As often as a lost line is tried again without the person's doing. */
const LINE_DOWN = Array.from({ length: 4 }, lost);

describe("the key of a decision", () => {
  test("is one through every try while nobody knows the answer", async () => {
    const page = openPage(...LINE_DOWN);
    await expect(page.decide(YES)).resolves.toMatchObject({ code: "NETWORK" });
    expect(page.keys()).toHaveLength(4);
    await expect(page.decide({ ...YES })).resolves.toBeUndefined();
    expect(page.keys()).toHaveLength(5);
    expect(new Set(page.keys()).size).toBe(1);
  });

  test("is made anew after each answer, a no as much as a yes", async () => {
    const page = openPage(refused("CONFLICT", 409), null, refused("VALIDATION_FAILED", 400));
    for (let press = 0; press < 4; press++) await page.decide(YES);
    expect(new Set(page.keys()).size).toBe(4);
  });

  test("is another for another decision, and its own again when the first is sent once more", async () => {
    const page = openPage(...LINE_DOWN, null);
    await page.decide(YES);
    await page.decide(NO);
    await page.decide(YES);
    const [first, , , , other, again] = page.keys();
    expect(other).not.toBe(first);
    expect(again).toBe(first);
  });

  test.each([
    ["the service broke off", refused("INTERNAL", 500)],
    ["a proxy gave up", refused("INTERNAL", 504)],
    ["the first try is still being done", refused("IDEMPOTENCY_IN_PROGRESS", 409)],
    ["the page itself failed", new TypeError("no JSON")],
  ])("is kept where %s", async (_, error) => {
    const page = openPage(error);
    await page.decide(YES);
    await page.decide(YES);
    expect(page.keys()).toHaveLength(2);
    expect(new Set(page.keys()).size).toBe(1);
  });

  test("is one for a second press while the first is under way", async () => {
    const page = openPage();
    await Promise.all([page.decide(YES), page.decide(YES)]);
    expect(new Set(page.keys()).size).toBe(1);
    await page.decide(YES);
    expect(new Set(page.keys()).size).toBe(2);
  });

  test("is made without https too", async () => {
    const own = Object.getOwnPropertyDescriptor(crypto, "randomUUID");
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    const page = openPage();
    await expect(page.decide(YES)).resolves.toBeUndefined();
    if (own === undefined) Reflect.deleteProperty(crypto, "randomUUID");
    else Object.defineProperty(crypto, "randomUUID", own);
    expect(page.keys()).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test("goes on behind a gate that the person opens", async () => {
    const page = openPage(refused("PURPOSE_REQUIRED", 403));
    const deciding = page.decide(YES);
    await new Promise((done) => setTimeout(done, 5));
    openGate();
    await deciding;
    expect(page.keys()).toHaveLength(2);
    expect(new Set(page.keys()).size).toBe(1);
  });
});
