/** Signing in and out as a person does it, in a browser. */
import { beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { makeCode } from "../http/support/second-factor.ts";
import { describeInBrowser, openSignedIn, openTab, type WatchedPage } from "../support/open-workbench.ts";
import { type Credentials, openServedWorld, type Person, type ServedWorld } from "../support/served-world.ts";

let world: ServedWorld;
let examiner: Person;
beforeAll(async () => {
  world = await openServedWorld();
  examiner = await world.hire("TT", await world.makeLab("TT"), "firearms_examiner");
});

async function typeSignIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const isAtHome = (page: Page) => page.getByRole("heading", { name: /^Good day/ }).waitFor();

/** Ends every session of that person but the one of their token. */
async function endOtherSessions(person: Person): Promise<void> {
  const { items } = (await person.send("GET", "/v1/me/sessions")).body;
  for (const { id, current } of items ?? []) {
    if (current !== true) await person.send("DELETE", `/v1/me/sessions/${String(id)}`);
  }
}

async function closeClean({ faults, strangers, close }: WatchedPage): Promise<void> {
  await close();
  expect({ faults, strangers }).toEqual({ faults: [], strangers: [] });
}

describeInBrowser("signing in", () => {
  test("a wrong password is said in plain words, what was typed stays, and the right one goes on to where one wanted", async () => {
    const tab = await openTab(world.url());
    const { page } = tab;
    await page.goto("/notifications");
    await typeSignIn(page, { email: examiner.email, password: "not the password at all" });
    await expect(page.getByRole("alert").textContent()).resolves.toContain("Check the e-mail address and the password");
    await expect(page.getByLabel("E-mail").inputValue()).resolves.toBe(examiner.email);
    await typeSignIn(page, examiner);
    await page.waitForURL("**/notifications");
    await closeClean(tab);
  });

  test("no script of the page can read the session", async () => {
    const tab = await openSignedIn(world.url(), examiner);
    await tab.page.goto("/");
    await isAtHome(tab.page);
    expect(await tab.page.evaluate("document.cookie")).toBe("");
    const [cookie] = await tab.page.context().cookies();
    expect(cookie).toMatchObject({ name: "ribin_session", httpOnly: true, sameSite: "Strict" });
    await closeClean(tab);
  });

  test("who has a second factor is asked for its code, and a wrong one does not pass", async () => {
    const person = await world.hire("TT", examiner.labId, "verifier");
    const begun = await person.send("POST", "/v1/me/second-factor", { password: person.password });
    const secret = String(begun.body.secret);
    await person.send("POST", "/v1/me/second-factor/confirmation", { code: makeCode(secret, -1) });
    const tab = await openTab(world.url());
    const { page } = tab;
    await page.goto("/");
    await typeSignIn(page, person);
    const code = page.getByLabel("Code of your authenticator");
    await code.fill(makeCode(secret) === "000000" ? "000001" : "000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").textContent()).resolves.toContain("The code was not accepted");
    await code.fill(makeCode(secret));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await isAtHome(page);
    await closeClean(tab);
  });

  test("a session that ends while somebody types is begun again over the page, and nothing typed is lost", async () => {
    const person = await world.hire("TT", examiner.labId, "firearms_examiner");
    const tab = await openSignedIn(world.url(), person, { purpose: false });
    const { page } = tab;
    await page.goto("/");
    await isAtHome(page);
    await page.goto("/account");
    const renewed = `${person.password}-renewed`;
    const panel = page.locator("section", { has: page.getByRole("heading", { name: "Password and identities" }) });
    await panel.getByLabel("Password now").fill(person.password);
    await panel.getByLabel("New password").fill(renewed);
    await panel.getByLabel("The same again").fill(renewed);
    await endOtherSessions(person);
    await page.getByRole("button", { name: "Change the password" }).click();
    const dialog = page.getByRole("dialog", { name: "Your sign-in has ended" });
    await dialog.waitFor();
    expect(await page.getByLabel("New password").inputValue()).toBe(renewed);
    expect(await dialog.getByLabel("E-mail").inputValue()).toBe(person.email);
    await dialog.getByLabel("Password").fill(person.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The password was changed").waitFor();
    const again = await openTab(world.url());
    await again.page.goto("/");
    await typeSignIn(again.page, { email: person.email, password: renewed });
    await isAtHome(again.page);
    await closeClean(again);
    await closeClean(tab);
  });
});

describeInBrowser("signing out", () => {
  test("forgets the cookie and what was typed", async () => {
    const tab = await openSignedIn(world.url(), examiner);
    const { page } = tab;
    await page.goto("/");
    await isAtHome(page);
    await page.evaluate(`sessionStorage.setItem("ribin.draft.notes", JSON.stringify("seen by the next person?"))`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate("Object.keys(sessionStorage)")).toEqual([]);
    await page.goto("/");
    await page.waitForURL("**/sign-in");
    await closeClean(tab);
  });
});
