/**
 * The main job as people do it, by the pages alone: a technician's scan becomes a candidate at another state's examiner while they look,
 * who leads and identifies; a verifier identifies blind; the hit becomes a report that an investigator reads. On both databases.
 */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page, Response } from "playwright-core";
import { describeInBrowser, dropFile, openSignedIn, type WatchedPage, waitForPage } from "../support/open-workbench.ts";
import { makeScan } from "../support/pipeline-world.ts";
import {
  enterExhibit,
  openServedWorld,
  type Person,
  type ServedWorld,
  sendScan,
  waitUntilVerified,
} from "../support/served-world.ts";
import { copyTestDatabase } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

const DATABASE_URL = process.env.RIBIN_TEST_DATABASE_URL;
if (!DATABASE_URL) process.stderr.write("The journey on PostgreSQL is left out: RIBIN_TEST_DATABASE_URL is not set.\n");

describeJourney("the journey on the embedded database", async () => ({ settings: {}, drop: async () => {} }));
if (DATABASE_URL) {
  describeJourney("the journey on PostgreSQL", async () => {
    const { url, drop } = await copyTestDatabase(DATABASE_URL);
    return { settings: { DATABASE_URL: url }, drop };
  });
}

/** What nobody but who wrote it may read before the blind verification. */
const FIRST_WORDS = {
  review: "Concentric ridges agree near the aperture, as the review has it.",
  conclusion: "Seven consecutive striae agree, as the first conclusion has it.",
};

function describeJourney(
  name: string,
  open: () => Promise<{ settings: Record<string, string>; drop: () => Promise<void> }>,
): void {
  describeInBrowser(name, () => {
    let world: ServedWorld;
    let people: Record<"technician" | "examiner" | "verifier" | "investigator" | "coordinator", Person>;
    let own: { caseNumber: string };
    let database: Awaited<ReturnType<typeof open>>;
    const tabs = new Map<Person, WatchedPage>();

    beforeAll(async () => {
      database = await open();
      world = await openServedWorld(database.settings);
      const [tt, jm] = [await world.makeLab("TT"), await world.makeLab("JM")];
      people = {
        technician: await world.hire("JM", jm, "lab_technician"),
        coordinator: await world.hire("JM", jm, "national_coordinator"),
        verifier: await world.hire("JM", jm, "verifier"),
        examiner: await world.hire("TT", tt, "firearms_examiner"),
        investigator: await world.hire("TT", tt, "investigator"),
      };
      await world.regional.make("/v1/agreements", { states: ["JM", "TT"] });
      own = await enterEarlier(world, tt);
    }, 240_000);
    afterAll(async () => {
      for (const tab of tabs.values()) await tab.close();
      await world.stop("SIGTERM");
      await database.drop();
    });

    /** The one tab in which that person works, from one step to the next. */
    async function sitDown(person: Person, { purpose = true } = {}): Promise<Page> {
      const tab = tabs.get(person) ?? (await openSignedIn(world.url(), person, { purpose, acceptDownloads: true }));
      tabs.set(person, tab);
      return tab.page;
    }

    test("what a technician enters and drops by the page is at another state's examiner while they look at their queue", async () => {
      const queue = await sitDown(people.examiner, { purpose: false });
      await queue.goto("/queue");
      await queue.getByText("1 in the list").waitFor();
      await queue.evaluate("window.sameDocument = true");

      const page = await sitDown(people.technician, { purpose: false });
      await page.goto("/");
      await enterCase(page, "JM 2026/0815");
      await enterExhibitByPage(page, "EX-1");
      await sendByDrop(page, "breech face.x3p", makeScan(61, 1));
      await followStages(page);

      // The other state's evidence is shown for a purpose only, which is asked when it is there to be shown.
      await statePurpose(queue);
      await queue.getByText("3 in the list").waitFor();
      expect(await queue.evaluate("window.sameDocument")).toBe(true);
    });

    test("the examiner documents the own exhibit before anything beside it is shown, goes on by one key, and leads", async () => {
      const page = await sitDown(people.examiner);
      await page.getByLabel("Order").selectOption({ label: "Best score" });
      await page.waitForURL("**/queue?*sort=score*");
      await waitForPage(page);
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/linkages/*");
      const first = page.url();
      await page.getByRole("heading", { name: "Document the questioned exhibit" }).waitFor();
      expect(await page.getByRole("application").count()).toBe(0);

      await page.keyboard.press("n");
      await page.getByText("Number 2", { exact: true }).waitFor();
      // Where the page begins, for who reads or goes on by keys.
      await page.locator("h1:focus").waitFor();
      await page.keyboard.press("N");
      await page.getByText("Number 1", { exact: true }).waitFor();
      expect(page.url()).toBe(first);
      // Back in the list they are on the row that they left.
      await page.keyboard.press("u");
      await page.locator(`[data-row] a[href="${new URL(first).pathname}"]:focus`).waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("Number 1", { exact: true }).waitFor();
      await page.keyboard.press("?");
      const keys = page.getByRole("dialog", { name: "Keys" });
      await keys.getByText("Next candidate").waitFor();
      await page.keyboard.press("Escape");

      await page.getByLabel("Breech face", { exact: true }).first().selectOption({ label: "Suitable" });
      await page.getByLabel("Notes", { exact: true }).fill("Granular, well marked all over.");
      await page.getByRole("button", { name: "Record, and show the comparison" }).click();
      await page.getByRole("application").waitFor();
      await page.keyboard.press("1");
      await decide(page, FIRST_WORDS.review, "Record the review");
      await page.getByRole("heading", { name: "Conclude at the microscope" }).waitFor();
    });

    test("a first conclusion waits for its verifier, who is asked by the system", async () => {
      const page = await sitDown(people.examiner);
      await page.keyboard.press("1");
      await decide(page, FIRST_WORDS.conclusion, "Record the conclusion");
      await page.getByRole("heading", { name: "Waits for its verifier" }).waitFor();
    });

    test("the verifier identifies blind: nothing of the first conclusion reaches the browser", async () => {
      const page = await sitDown(people.verifier);
      const heard = listen(page);
      await page.goto("/verifications");
      await page.getByRole("link", { name: "Blind verification" }).click();
      await page.getByRole("heading", { name: "Document the questioned exhibit" }).waitFor();
      await page.getByLabel("Breech face", { exact: true }).first().selectOption({ label: "Suitable" });
      await page.getByRole("button", { name: "Record, and show the comparison" }).click();
      await page.getByRole("heading", { name: "Verify blind" }).waitFor();
      await page.getByRole("application").waitFor();
      const shown = await page.content();
      const answers = await heard.stop();
      expect(answers.length).toBeGreaterThan(5);
      const firstExaminer = String((await people.examiner.send("GET", "/v1/me")).body.id);
      for (const secret of [...Object.values(FIRST_WORDS), firstExaminer]) {
        expect(shown).not.toContain(secret);
        for (const answer of answers) expect(answer).not.toContain(secret);
      }

      await page.keyboard.press("1");
      await decide(page, "Individual marks agree over most of the face.", "Record the conclusion");
      await page.getByRole("heading", { name: "Confirm the hit" }).waitFor();
      // Now they are.
      await page.getByText(FIRST_WORDS.conclusion).waitFor();
    });

    test("the first examiner finds it under microscopy and confirms the hit", async () => {
      const page = await sitDown(people.examiner);
      await page.getByRole("link", { name: "Candidates" }).first().click();
      await page.getByRole("link", { name: "Under microscopy" }).click();
      await page.getByRole("row").getByRole("link").first().click();
      await page.getByRole("button", { name: "Confirm the hit" }).click();
      await page.waitForURL("**/hits/*");
      await page.getByText("Links two cases not linked before").waitFor();
    });

    test("an investigator asks for the report, the other state releases it, and its PDF is read", async () => {
      const page = await sitDown(people.investigator);
      await page.goto("/");
      await page.getByRole("link", { name: "Requests for reports" }).first().click();
      await page.getByRole("button", { name: "Ask for reports" }).click();
      await page.getByLabel("Case number").fill(own.caseNumber);
      await page.getByLabel("What the reports are for").fill("Charges are prepared.");
      await page.getByRole("button", { name: "Send the request" }).click();
      await page.waitForURL("**/report-requests/*");

      await waitUntil(
        async () => (await people.coordinator.send("GET", "/v1/report-request-parts")).body.items?.length === 1,
      );
      await release(await sitDown(people.coordinator));
      await page.getByRole("button", { name: "Issue the reports to me" }).click();
      await page.getByRole("link", { name: "Open the report" }).click();
      await page.waitForURL("**/reports/*");
      await waitForPage(page);
      const downloading = page.waitForEvent("download");
      await page.getByRole("button", { name: "PDF" }).click();
      const pdf = await readFile(await (await downloading).path());
      expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
      expect(pdf.subarray(-8).toString("latin1")).toContain("%%EOF");
    });

    test("nobody's page failed, and none asked anything of another host", () => {
      for (const { faults, strangers } of tabs.values())
        expect({ faults, strangers }).toEqual({ faults: [], strangers: [] });
    });
  });
}

/** What another state has already: the mate of what comes, and a stranger. */
async function enterEarlier(world: ServedWorld, labId: string): Promise<{ caseNumber: string }> {
  const technician = await world.hire("TT", labId, "lab_technician");
  const caseNumber = "TT 2025/77";
  const mate = await enterExhibit(technician, { caseNumber });
  const stranger = await enterExhibit(technician);
  const ids = [];
  for (const [{ exhibitId }, firearm] of [
    [mate, 61],
    [stranger, 62],
  ] as const) {
    ids.push(String((await sendScan(technician, exhibitId, makeScan(firearm, 2))).body.id));
  }
  await waitUntilVerified(technician, ids);
  return { caseNumber };
}

async function enterCase(page: Page, caseNumber: string): Promise<void> {
  await page.getByRole("link", { name: "Cases and exhibits" }).first().click();
  await page.getByRole("link", { name: "New case" }).click();
  await page.getByLabel("Case number").fill(caseNumber);
  await page.getByLabel("Event", { exact: false }).first().selectOption({ label: "shooting/wounding" });
  await page.getByLabel("Place").fill("Kingston, Half Way Tree Road");
  await page.getByRole("button", { name: "Enter it, then its first exhibit" }).click();
  await page.getByRole("heading", { name: `New exhibit of case ${caseNumber}` }).waitFor();
}

async function enterExhibitByPage(page: Page, number: string): Promise<void> {
  await page.getByLabel("Exhibit number").fill(number);
  await page.getByLabel("Calibre").fill("9 mm Parabellum");
  await page.getByText("Kept as 9x19mm").waitFor();
  await page.getByRole("button", { name: "Enter the exhibit" }).click();
  await page.getByRole("heading", { name: `Exhibit ${number}` }).waitFor();
}

/** As a hand drops a file on the page; its region is guessed from its name. */
async function sendByDrop(page: Page, fileName: string, bytes: Uint8Array): Promise<void> {
  await page.getByRole("link", { name: "Acquire images" }).click();
  const zone = page.getByText("Drop files here, or choose them");
  await zone.waitFor();
  await dropFile(zone, fileName, bytes);
  await page.getByText("Sent: check the region, then acquire").waitFor();
  await page.getByRole("button", { name: `Acquire ${fileName}` }).click();
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await page.waitForURL("**/acquisitions/*");
}

/** The stages are seen one after the other on the page as it stands, to the last. */
async function followStages(page: Page): Promise<void> {
  const now = page.locator("li[aria-current=step]");
  const seen = new Set<string>();
  for (;;) {
    const text = ((await now.textContent()) ?? "").replace(/\W/g, " ").trim();
    seen.add(text);
    if (text === "Compared") break;
    await now.filter({ hasNotText: text }).waitFor();
  }
  expect(seen.size).toBeGreaterThan(1);
}

async function statePurpose(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Why do you work?" });
  await dialog.getByLabel("In your words").fill("I review what the search proposed.");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function decide(page: Page, reasons: string, submit: string): Promise<void> {
  await page.getByLabel("Reasons", { exact: false }).fill(reasons);
  await page.getByRole("button", { name: submit }).click();
}

/** The owner's coordinator releases the case for it. */
async function release(page: Page): Promise<void> {
  await page.goto("/report-requests");
  await page.getByRole("button", { name: /^Decide on the request of/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Release the case").check();
  await dialog.getByLabel("Released until").fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  await dialog.getByRole("button", { name: "Release", exact: true }).click();
  await page.getByText("The case is released").waitFor();
}

/** Keeps what the service answers to that page, until it is stopped. */
function listen(page: Page): { stop(): Promise<readonly string[]> } {
  const answers: Promise<string>[] = [];
  const hear = (response: Response) => {
    if (response.url().includes("/v1/")) answers.push(response.text().catch(() => ""));
  };
  page.on("response", hear);
  return {
    async stop() {
      page.off("response", hear);
      return Promise.all(answers);
    },
  };
}
