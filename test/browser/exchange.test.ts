/** What comes from other systems and goes to them, what is wrong with a field in the reader's language, and pages that are refused. */
import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeInBrowser, openSignedIn, type WatchedPage, waitForPage } from "../support/open-workbench.ts";
import { openServedWorld, type Person, type ServedWorld } from "../support/served-world.ts";

jest.setTimeout(180_000);

const REGISTER = [
  "caseNumber,eventType,occurredOn,exhibitNumber,type,calibre",
  "TT-2025-0911,robbery,2025-11-02,1,cartridge case,9mm Luger",
  "TT-2025-0911,,,2,bullet,9mm Luger",
].join("\r\n");

let world: ServedWorld;
let technician: Person;
let examiner: Person;
let coordinator: Person;
let auditor: Person;
const tabs: WatchedPage[] = [];
beforeAll(async () => {
  world = await openServedWorld();
  const lab = await world.makeLab("TT");
  technician = await world.hire("TT", lab, "lab_technician");
  examiner = await world.hire("TT", lab, "firearms_examiner");
  coordinator = await world.hire("TT", lab, "national_coordinator");
  auditor = await world.hire("TT", lab, "auditor");
});
afterEach(async () => {
  for (const { faults, strangers, close } of tabs.splice(0)) {
    await close();
    expect({ faults, strangers }).toEqual({ faults: [], strangers: [] });
  }
});

async function sitDown(person: Person): Promise<Page> {
  const tab = await openSignedIn(world.url(), person);
  tabs.push(tab);
  return tab.page;
}

async function readRegister(page: Page): Promise<void> {
  await page.goto("/exchange");
  await page.getByRole("button", { name: "Read a file" }).click();
  const file = { name: "register.csv", mimeType: "text/csv", buffer: Buffer.from(REGISTER) };
  await page.locator("input[type=file]").setInputFiles(file);
  // By its name; the person may say otherwise.
  expect(await page.getByLabel("Form").inputValue()).toBe("csv");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByRole("heading", { name: "register.csv" }).waitFor();
}

describeInBrowser("a file of another system", () => {
  test("is shown record by record, comes in when somebody says so, and brings nothing a second time", async () => {
    const page = await sitDown(technician);
    await readRegister(page);
    expect((await technician.send("GET", "/v1/cases?caseNumber=TT-2025-0911")).body.items).toEqual([]);
    await page.getByRole("button", { name: "Import what is new" }).click();
    await page.getByText("3 records are new.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText("All of it is kept").waitFor();
    await page.getByRole("link", { name: "TT-2025-0911 / 2" }).waitFor();
    await page.getByRole("link", { name: "TT-2025-0911", exact: true }).click();
    await page.getByRole("heading", { name: "Case TT-2025-0911" }).waitFor();
    await readRegister(page);
    await page.getByText("Nothing in it is new").waitFor();
  });
});

describeInBrowser("a line that is lost in the middle of an import", () => {
  test("is said, the file goes on by itself where it stopped, and comes in once", async () => {
    const page = await sitDown(examiner);
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/v1/uploads") || pathname === "/v1/imports")
        asked.push(`${request.method()} ${pathname}`);
    });
    let pieces = 0;
    await page.route("**/v1/uploads/*", async (route) => {
      if (route.request().method() !== "PATCH" || ++pieces !== 2) return route.continue();
      // The first piece is there, and the line goes with the second.
      await page.context().setOffline(true);
      return route.abort("internetdisconnected");
    });
    // Larger than a piece: empty lines are no records.
    const large = `${REGISTER.replaceAll("TT-2025-0911", "TT-2025-0912")}${"\r\n".repeat(3_000_000)}`;
    await page.goto("/exchange");
    await page.getByRole("button", { name: "Read a file" }).click();
    const file = { name: "large.csv", mimeType: "text/csv", buffer: Buffer.from(large) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Read it" }).click();
    await page.getByRole("status").getByText("There is no line").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("heading", { name: "large.csv" }).waitFor();
    expect(asked.filter((each) => each === "POST /v1/uploads")).toHaveLength(1);
    expect(asked.some((each) => each.startsWith("HEAD /v1/uploads/"))).toBe(true);
    await page.getByRole("button", { name: "Import what is new" }).click();
    await page.getByText("3 records are new.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText("All of it is kept").waitFor();
    const { items } = (await examiner.send("GET", "/v1/imports")).body;
    expect(items?.filter((each) => each.fileName === "large.csv")).toMatchObject([{ state: "applied" }]);
  });
});

describeInBrowser("a file with a fault", () => {
  test("is refused in the reader's language, by row and column", async () => {
    const page = await sitDown(technician);
    await page.goto("/exchange");
    await page.locator("select").first().selectOption("fr");
    await page.getByRole("button", { name: "Lire un fichier" }).click();
    const file = { name: "faux.csv", mimeType: "text/csv", buffer: Buffer.from(REGISTER.replace("robbery", "duel")) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("dialog").getByRole("button", { name: "Lire", exact: true }).click();
    const said = page.getByRole("dialog").getByRole("listitem");
    await said.first().waitFor();
    expect(await said.allTextContents()).toEqual([
      "Ligne 2 du tableau, Événement (eventType): Choisissez l’une des valeurs proposées.",
    ]);
    expect(await page.getByRole("dialog").locator("[lang=en]").count()).toBe(0);
    // No field at all.
    await page
      .locator("input[type=file]")
      .setInputFiles({ ...file, buffer: Buffer.from('caseNumber,exhibitNumber,type\r\n"1,2,bullet\r\n') });
    await page.getByRole("dialog").getByRole("button", { name: "Lire", exact: true }).click();
    await page.getByText("un champ entre guillemets n’est jamais fermé.").waitFor();
  });
});

describeInBrowser("another system that is told", () => {
  test("is given its secret once, and is told no more when it is withdrawn", async () => {
    const page = await sitDown(coordinator);
    await page.goto("/exchange/webhooks");
    await page.getByRole("button", { name: "Add a webhook" }).click();
    await page.getByLabel("Address").fill("http://records.ribin.example/told");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByRole("alert").getByText("Messages may not be sent to this address").waitFor();
    await page.getByLabel("Address").fill("https://records.ribin.example/told");
    await page.getByRole("button", { name: "Add it" }).click();
    expect(await page.getByLabel("Secret").inputValue()).toMatch(/^whsec_/);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "https://records.ribin.example/told" }).click();
    await page.getByText("Nothing was sent yet").waitFor();
    await page.getByRole("button", { name: "Send a test message" }).click();
    await page.getByText("A test message is on its way").waitFor();
    await page.getByRole("rowheader", { name: "Test", exact: true }).waitFor();
    await page.getByRole("button", { name: "Withdraw", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
    await page.getByText(/^Withdrawn \d/).waitFor();
    expect(await page.getByRole("button", { name: "New secret" }).count()).toBe(0);
  });
});

describeInBrowser("what is wrong with a field", () => {
  test("is said in the reader's language, and what has no words in it is marked as English", async () => {
    const page = await sitDown(coordinator);
    await page.goto("/exchange/bundle-keys");
    await page.locator("select").first().selectOption("fr");
    await page.getByRole("button", { name: "Enregistrer une clé" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Poste").fill("x".repeat(101));
    await dialog.getByLabel("Clé publique").fill("abc");
    await dialog.getByRole("button", { name: "Enregistrer une clé" }).click();
    const said = dialog.getByRole("alert");
    await said.getByText("Trop long ; au plus 100 caractères.").waitFor();
    expect(await said.getByText("Trop long").getAttribute("lang")).toBeNull();
    expect(await said.getByText("Ed25519 public key").getAttribute("lang")).toBe("en");
  });
});

describeInBrowser("a page that is refused", () => {
  test.each([
    ["is not found", "/cases/019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10", "Not found"],
    ["is no page", "/reports/none/here", "There is no such page"],
  ])("because it %s has its heading, and leads on", async (_, path, heading) => {
    const page = await sitDown(technician);
    await page.goto("/cases");
    await waitForPage(page);
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await page.locator("h1").count()).toBe(1);
    await page.getByRole("main").getByRole("button", { name: "Back" }).click();
    await page.waitForURL("**/cases");
    await page.goto(path);
    await page.getByRole("main").getByRole("link", { name: "Today" }).click();
    await page.getByRole("heading", { name: /^Good day/ }).waitFor();
  });
});

describeInBrowser("the auditor", () => {
  test("takes out what a search of the trail finds", async () => {
    const page = await sitDown(auditor);
    await page.goto("/audit?action=lab.created");
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "All of them as CSV" }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe("audit-events.csv");
    const [head, ...rows] = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
    expect(head).toMatch(/^seq,at,actorKind,/);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(",lab.created,lab,");
  });

  test("has the whole chain checked, and sees who asked, how it went, and that the check is an event itself", async () => {
    const page = await sitDown(auditor);
    await page.goto("/audit/chain");
    await page.getByText("Nobody has asked for a check yet").waitFor();
    await page.getByRole("button", { name: "Check the whole chain" }).click();
    await page
      .getByRole("status")
      .getByText(/^The chain was whole/)
      .waitFor();
    const row = page.getByRole("table", { name: "Checks of the whole chain" }).getByRole("row").nth(1);
    expect(await row.textContent()).toContain("Whole");
    const [check] = (await auditor.send("GET", "/v1/audit-verifications")).body.items ?? [];
    expect(check).toMatchObject({ state: "whole", verdict: { broken: 0 } });
    await row.getByRole("link", { name: "You" }).click();
    await page.getByRole("rowheader", { name: "Audit trail: verification asked for" }).first().waitFor();
  });
});
