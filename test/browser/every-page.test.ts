/** Every page that each role reaches from its navigation: no barrier, no fault, nothing asked of another host, in both themes and sizes. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { ROLES, type Role } from "../../src/domain/vocabulary.ts";
import {
  DESK,
  describeInBrowser,
  findBarriers,
  findCut,
  openSignedIn,
  openTab,
  SMALL,
  waitForPage,
} from "../support/open-workbench.ts";
import { openServedWorld, type Person, type ServedWorld } from "../support/served-world.ts";
import { clearPictures, takePicture, WANTS_PICTURES, writePicturesPage } from "../support/take-pictures.ts";
import { fillRegion, type WorkbenchRegion } from "../support/workbench-region.ts";
import { listStops } from "../support/workbench-tour.ts";
import { describeCompareBullets } from "./parts/compare-bullets.ts";
import { closeClean } from "./parts/hands.ts";
import { describeLargeScreen } from "./parts/large-screen.ts";

const FIRST_SCREEN_BYTES = 250_000;
const FINE = { face: 6.25e-6, land: 2.5e-6, lands: 6 };
const COARSE = { face: 12.5e-6, land: 4e-6, lands: 2 };

jest.setTimeout(600_000);

let world: ServedWorld;
let region: WorkbenchRegion;
let people: Readonly<Record<Role, Person>>;
beforeAll(async () => {
  world = await openServedWorld();
  // A picture shows the points of a real scan; what is checked is the same with fewer.
  region = await fillRegion(world, WANTS_PICTURES ? FINE : COARSE);
  people = {
    lab_technician: region.people.technician,
    firearms_examiner: region.people.examiner,
    verifier: region.people.verifier,
    investigator: region.people.investigator,
    national_coordinator: region.people.coordinator,
    regional_coordinator: region.people.regional,
    auditor: region.people.auditor,
  };
  await clearPictures();
});
afterAll(writePicturesPage);

const setTheme = (page: Page, theme: "light" | "dark") =>
  page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`);

/** What stands against that page in one theme and size, each named. */
async function inspect(page: Page, theme: "light" | "dark", viewport: typeof DESK): Promise<string[]> {
  await page.setViewportSize(viewport);
  await setTheme(page, theme);
  const found = [...(await findBarriers(page)), ...(await findCut(page))];
  // WCAG 2.2, 1.4.10: a page scrolls in one direction.
  const wide = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
  return found.map((finding) => `${page.url()} ${theme} ${viewport.width}: ${finding}`);
}

/** Each theme and each size once: colours do not depend on the size, nor the layout on the colours. */
async function inspectAll(page: Page): Promise<string[]> {
  return [...(await inspect(page, "light", DESK)), ...(await inspect(page, "dark", SMALL))];
}

describeInBrowser("every page", () => {
  /** What one role's walk has shown is not measured again for the next; that it comes without a refusal is. */
  const measured = new Set<string>();

  test.each(ROLES)("of the navigation has no barrier: %s", async (role) => {
    const tab = await openSignedIn(world.url(), people[role], { reducedMotion: "reduce" });
    const { page } = tab;
    await page.goto("/");
    await waitForPage(page);
    const all = await page.locator("nav a").all();
    const links = await Promise.all(all.map(async (a) => (await a.getAttribute("href")) ?? ""));
    expect(links).toContain("/");
    for (const link of [...links, "/notifications", "/account"]) {
      // By the links of the page itself: nothing is loaded anew, as for a person.
      if (new URL(page.url()).pathname !== link) await page.locator(`a[href="${link}"]`).first().click();
      await page.waitForURL((url) => url.pathname === link || url.pathname.startsWith(`${link}/`));
      await waitForPage(page);
      expect({ link, alerts: await page.getByRole("alert").allInnerTexts() }).toEqual({ link, alerts: [] });
      expect({ link, headings: await page.locator("h1").count() }).toEqual({ link, headings: 1 });
      // Each role has a first page of its own.
      if (link !== "/" && measured.has(link)) continue;
      const known = measured.has(link);
      measured.add(link);
      expect(known ? await inspect(page, "light", SMALL) : await inspectAll(page)).toEqual([]);
      await page.setViewportSize(DESK);
      await takePicture(page, role.replaceAll("_", " "), link === "/" ? `home-${role}` : link.slice(1));
    }
    await closeClean(tab);
  });

  test.each(ROLES)("that is a record or a tab has no barrier: %s", async (role) => {
    const tab = await openSignedIn(world.url(), people[role], { reducedMotion: "reduce" });
    const { page } = tab;
    for (const { path, name } of listStops(region)[role]) {
      await page.goto(path);
      await waitForPage(page);
      expect({ path, alerts: await page.getByRole("alert").allInnerTexts() }).toEqual({ path, alerts: [] });
      expect(await inspect(page, "light", DESK)).toEqual([]);
      expect(await inspect(page, "dark", SMALL)).toEqual([]);
      await page.setViewportSize(DESK);
      await takePicture(page, role.replaceAll("_", " "), name);
    }
    await closeClean(tab);
  });

  test.each(["/sign-in", "/verify-report", "/invitation", "/set-up"])(
    "without a sign-in has no barrier: %s",
    async (path) => {
      const tab = await openTab(world.url(), { reducedMotion: "reduce" });
      await tab.page.goto(path);
      await waitForPage(tab.page);
      expect(await inspectAll(tab.page)).toEqual([]);
      await tab.page.setViewportSize(DESK);
      await takePicture(tab.page, "without a sign-in", path.slice(1));
      await closeClean(tab);
    },
  );
});

describeCompareBullets(() => ({ world, examiner: region.people.examiner, linkage: region.bullets }));
describeLargeScreen(() => ({ world, region }));

describeInBrowser("language and appearance", () => {
  test("change at once, and stay", async () => {
    const tab = await openTab(world.url());
    const { page } = tab;
    await page.goto("/sign-in");
    await page.getByRole("heading", { name: "Sign in to RIBIN" }).waitFor();
    await page.getByLabel("E-mail").fill("somebody@ribin.example");
    for (const [language, heading] of [
      ["fr", "Se connecter à RIBIN"],
      ["nl", "Aanmelden bij RIBIN"],
      ["es", "Iniciar sesión en RIBIN"],
      ["ht", "Konekte nan RIBIN"],
    ] as const) {
      await page.locator("select").first().selectOption(language);
      await page.getByRole("heading", { name: heading }).waitFor();
      expect(await page.evaluate("document.documentElement.lang")).toBe(language);
      // What was typed stays.
      expect(await page.locator("input[type=email]").inputValue()).toBe("somebody@ribin.example");
    }
    await page.locator("select").nth(1).selectOption("dark");
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    await page.reload();
    await page.getByRole("heading", { name: "Konekte nan RIBIN" }).waitFor();
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
    await closeClean(tab);
  });
});

describeInBrowser("an invitation", () => {
  test("whose address was cut on its way opens its page all the same", async () => {
    const tab = await openTab(world.url());
    await tab.page.goto("/invitation#some-token%2");
    expect(await tab.page.getByLabel("Invitation").inputValue()).toBe("some-token%2");
    await closeClean(tab);
  });
});

describeInBrowser("a dialog", () => {
  test("leads to what is wrong, gives the focus back to what opened it, and begins anew when it is opened again", async () => {
    const tab = await openSignedIn(world.url(), people.national_coordinator);
    const { page } = tab;
    await page.goto("/sharing/releases");
    const open = page.getByRole("button", { name: "Release a case" });
    const dialog = page.getByRole("dialog");
    await open.click();
    await dialog.getByLabel("Case number").fill("No such case");
    await dialog.getByLabel("To which state").selectOption("BB");
    await dialog.getByLabel("Purpose").fill("An inquiry of both states.");
    await dialog.getByLabel("Open until").fill("2020-01-01");
    await dialog.getByRole("button", { name: "Release", exact: true }).click();
    await dialog.getByRole("alert").first().waitFor();
    // Where something is to be put right.
    expect(await page.evaluate("document.activeElement?.labels?.[0]?.textContent")).toBe("Case number *");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement?.textContent")).toBe("Release a case");
    await page.keyboard.press("Enter");
    expect(await dialog.getByLabel("Case number").inputValue()).toBe("No such case");
    expect(await dialog.getByRole("alert").count()).toBe(0);
    await closeClean(tab);
  });

  test("that must be answered stays, however often somebody presses Escape", async () => {
    const tab = await openSignedIn(world.url(), people.firearms_examiner, { purpose: false });
    const { page } = tab;
    await page.goto("/queue");
    const dialog = page.getByRole("dialog", { name: "Why do you work?" });
    await dialog.waitFor();
    for (let i = 0; i < 4; i++) await page.keyboard.press("Escape");
    await dialog.getByLabel("In your words").fill("I review what the search proposed.");
    await closeClean(tab);
  });
});

describeInBrowser("a slow line", () => {
  test.each(["/sign-in", "/"])("gets the first screen of %s in under 250 KB", async (path) => {
    const tab = await openSignedIn(world.url(), people.firearms_examiner);
    const { page } = tab;
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      sizes.push(
        request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
      );
    });
    await page.goto(path);
    await waitForPage(page);
    await page.waitForLoadState("networkidle");
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(FIRST_SCREEN_BYTES);
    await closeClean(tab);
  });
});
