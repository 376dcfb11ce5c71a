/** What goes wrong under somebody's hands: each has its plain words and a way on, and nothing that was typed is lost. */
import { createHash } from "node:crypto";
import { afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { describeInBrowser, dropFile, openSignedIn, type WatchedPage } from "../support/open-workbench.ts";
import { makeScan } from "../support/pipeline-world.ts";
import { PLAY_GRAPHICS_CARD } from "../support/play-graphics-card.ts";
import {
  enterExhibit,
  openServedWorld,
  type Person,
  type ServedWorld,
  sendScan,
  waitUntilVerified,
} from "../support/served-world.ts";
import { QUEUE_REVIEW } from "../support/state-work.ts";
import { waitUntil } from "../support/wait-until.ts";
import { buildX3p } from "../support/x3p-builder.ts";

let world: ServedWorld;
let examiner: Person;
let second: Person;
let technician: Person;
/** The other state: who coordinates it, and its two exhibits of the same firearm. */
let foreign: { coordinator: Person; kept: string; removed: string; scan: string };
let ownExhibit: string;
const tabs: WatchedPage[] = [];

beforeAll(async () => {
  world = await openServedWorld();
  const [tt, jm] = [await world.makeLab("TT"), await world.makeLab("JM")];
  examiner = await world.hire("TT", tt, "firearms_examiner");
  second = await world.hire("TT", tt, "firearms_examiner");
  technician = await world.hire("TT", tt, "lab_technician");
  const away = await world.hire("JM", jm, "lab_technician");
  const coordinator = await world.hire("JM", jm, "national_coordinator");
  await world.regional.make("/v1/agreements", { states: ["JM", "TT"] });
  const send = async (by: Person, firing: number) => {
    const { exhibitId } = await enterExhibit(by);
    const { body } = await sendScan(by, exhibitId, makeScan(61, firing));
    return { exhibitId, by, id: String(body.id) };
  };
  const sent = [await send(away, 1), await send(away, 2), await send(technician, 3)];
  for (const { by, id } of sent) await waitUntilVerified(by, [id]);
  const [kept, removed, own] = sent.map(({ exhibitId }) => exhibitId);
  foreign = { coordinator, kept: kept!, removed: removed!, scan: sent[0]!.id };
  ownExhibit = own!;
}, 240_000);
afterEach(async () => {
  for (const { faults, strangers, close } of tabs.splice(0)) {
    await close();
    expect({ faults, strangers }).toEqual({ faults: [], strangers: [] });
  }
});

async function sitDown(person: Person, options: { purpose?: boolean } = {}): Promise<Page> {
  const tab = await openSignedIn(world.url(), person, options);
  tabs.push(tab);
  return tab.page;
}

/** The linkage of the own exhibit with that one of the other state. */
async function findLinkage(exhibitId: string): Promise<string> {
  await foreign.coordinator.send("POST", "/v1/me/work-purpose", QUEUE_REVIEW);
  await examiner.send("POST", "/v1/me/work-purpose", QUEUE_REVIEW);
  const { items = [] } = (await foreign.coordinator.send("GET", "/v1/linkages?limit=50")).body;
  const found = items.find(({ sides }) => {
    const [a, b] = sides as { exhibitId: string | null; state: string }[];
    return a?.state !== b?.state && [a?.exhibitId, b?.exhibitId].includes(exhibitId);
  });
  return String(found?.id);
}

/** As an examiner who documented the own exhibit before. */
async function documentOwn(by: Person): Promise<void> {
  await by.send("POST", "/v1/me/work-purpose", QUEUE_REVIEW);
  const regions = [{ region: "BreechFace", suitability: "suitable" }];
  await by.send("POST", `/v1/exhibits/${ownExhibit}/examinations`, {
    suitability: "suitable",
    regions,
    notes: "Seen.",
  });
}

describeInBrowser("a session that ends in the middle of a note", () => {
  test("is begun again over the page, asks the purpose anew, and the note is recorded as it was typed", async () => {
    const page = await sitDown(examiner);
    await page.goto(`/linkages/${await findLinkage(foreign.kept)}`);
    await page.getByLabel("Breech face", { exact: true }).first().selectOption({ label: "Limited" });
    await page.getByLabel("Notes", { exact: true }).fill("Parallel striae, and a scratch across them at ten o'clock.");
    const sessions = (await examiner.send("GET", "/v1/me/sessions")).body.items ?? [];
    for (const { id, current } of sessions) {
      if (current !== true) await examiner.send("DELETE", `/v1/me/sessions/${String(id)}`);
    }
    await page.getByRole("button", { name: "Record, and show the comparison" }).click();
    const signIn = page.getByRole("dialog", { name: "Your sign-in has ended" });
    await signIn.getByText("Nothing that you typed is lost").waitFor();
    await signIn.getByLabel("Password").fill(examiner.password);
    await signIn.getByRole("button", { name: "Sign in" }).click();
    const why = page.getByRole("dialog", { name: "Why do you work?" });
    await why.getByLabel("In your words").fill("I go on where I was.");
    await why.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("heading", { name: "Review from images" }).waitFor();
    const { items } = (await examiner.send("GET", `/v1/exhibits/${ownExhibit}/examinations`)).body;
    expect(items).toMatchObject([
      { suitability: "limited", notes: "Parallel striae, and a scratch across them at ten o'clock." },
    ]);
  });
});

describeInBrowser("a line that is lost in the middle of an upload", () => {
  test("is said, the file goes on by itself where it stopped, and arrives whole", async () => {
    const page = await sitDown(technician);
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/v1/uploads")) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    const bytes = makeLargeScan();
    await page.goto(`/acquire?exhibit=${ownExhibit}`);
    const context = page.context();
    let pieces = 0;
    await page.route("**/v1/uploads/*", async (route) => {
      if (route.request().method() !== "PATCH" || ++pieces !== 2) return route.continue();
      // The first piece is there, and the line goes with the second.
      await context.setOffline(true);
      return route.abort("internetdisconnected");
    });
    await dropFile(page.getByText("Drop files here, or choose them"), "headstamp.x3p", bytes);
    await page.getByText("The line is lost; it goes on by itself").waitFor();
    await context.setOffline(false);
    await page.getByText("Sent: check the region, then acquire").waitFor();
    expect(asked.filter((each) => each.startsWith("POST"))).toHaveLength(1);
    expect(new Set(asked.filter((each) => !each.startsWith("POST")).map((each) => each.split(" ")[1])).size).toBe(1);

    await page.getByRole("button", { name: "Acquire headstamp.x3p" }).click();
    await page.getByRole("link", { name: "Open", exact: true }).waitFor();
    const { items } = (await technician.send("GET", `/v1/acquisitions?exhibitId=${ownExhibit}&limit=50`)).body;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(items?.map((each) => each.sha256)).toContain(sha256);
  });
});

describeInBrowser("an image that cannot be drawn", () => {
  test("damaged on its way is said in words, and the rest of the page decides on", async () => {
    await documentOwn(examiner);
    const page = await sitDown(examiner);
    await page.route("**/aligned-marks?*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...(await answer.json()), a: "AAAA" } });
    });
    await page.goto(`/linkages/${await findLinkage(foreign.kept)}`);
    await page.getByText("These two surfaces cannot be drawn").waitFor();
    await page.keyboard.press("2");
    await page.getByLabel("Reasons").fill("Typed beside a picture that is not there.");
    expect(await page.getByRole("button", { name: "Record the review" }).isEnabled()).toBe(true);
    // What React says of a part that failed is for developers.
    const { faults, strangers, close } = tabs.pop()!;
    await close();
    expect(strangers).toEqual([]);
    for (const fault of faults) expect(fault).toContain("A mark of");
  });

  test("of another state's is refused before the own exhibit is described: the page says so, and where to", async () => {
    const { body: exhibit } = await foreign.coordinator.send("GET", `/v1/exhibits/${foreign.kept}`);
    const release = { caseId: exhibit.caseId, toState: "TT", purpose: "A joint inquiry." };
    await foreign.coordinator.make("/v1/releases", {
      ...release,
      expiresAt: new Date(Date.now() + 864e5).toISOString(),
    });
    const newcomer = await world.hire("TT", examiner.labId, "firearms_examiner");
    const page = await sitDown(newcomer);
    await page.goto(`/acquisitions/${foreign.scan}`);
    await page.getByText("Describe your own exhibit first").waitFor();
    expect(await page.getByRole("img", { name: "Breech face" }).count()).toBe(0);
    await page.getByRole("link", { name: "Examine the exhibit" }).click();
    await page.waitForURL(`**/exhibits/${ownExhibit}#examinations`);
    await documentOwn(newcomer);
    await page.goto(`/acquisitions/${foreign.scan}`);
    await page.getByRole("img", { name: "Breech face" }).waitFor();
  });

  test("that a graphics card lets go of is drawn on by the processor", async () => {
    await documentOwn(examiner);
    const page = await sitDown(examiner);
    await page.addInitScript(PLAY_GRAPHICS_CARD);
    await page.goto(`/linkages/${await findLinkage(foreign.kept)}`);
    await page.getByRole("application").waitFor();
    const canvas = `document.querySelector("[role=application] canvas")`;
    // Asked from here: what Playwright asks again inside the page is an eval, which the page's policy refuses.
    const holds = (inPage: string) => waitUntil(() => page.evaluate<boolean>(inPage));
    await holds(`${canvas}.getContext("webgl2") !== null`);
    await page.evaluate(`${canvas}.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext()`);
    await holds(`${canvas}.getContext("2d") !== null`);
    await holds(`(() => {
      const { width, height } = ${canvas};
      if (width === 0) return false;
      const { data } = ${canvas}.getContext("2d").getImageData(0, 0, width, height);
      return new Set(data).size > 20;
    })()`);
  });
});

describeInBrowser("two examiners who decide at once", () => {
  test("the second is told, keeps the words, looks, and decides on what stands", async () => {
    await documentOwn(examiner);
    await documentOwn(second);
    const address = `/linkages/${await findLinkage(foreign.kept)}`;
    const [mine, theirs] = [await sitDown(examiner), await sitDown(second)];
    for (const page of [mine, theirs]) {
      await page.goto(address);
      await page.getByRole("heading", { name: "Review from images" }).waitFor();
    }
    await mine.keyboard.press("2");
    await mine.getByLabel("Reasons").fill("Some agreement of individual marks.");
    await theirs.keyboard.press("1");
    await theirs.getByLabel("Reasons").fill("The ridges agree all around the aperture.");
    await mine.getByRole("button", { name: "Record the review" }).click();
    await mine.getByText("It is recorded", { exact: true }).waitFor();
    await theirs.getByRole("button", { name: "Record the review" }).click();
    await theirs.getByText("Somebody else recorded something meanwhile").waitFor();
    expect(await theirs.getByLabel("Reasons").inputValue()).toBe("The ridges agree all around the aperture.");
    await theirs.getByRole("button", { name: "I have looked" }).click();
    await theirs.getByRole("button", { name: "Record the review" }).click();
    await theirs.getByText("It is recorded", { exact: true }).waitFor();
    const words = ["Some agreement of individual marks.", "The ridges agree all around the aperture."];
    // Either may be asked to verify: both reviews stand, and each reads the own words alone. Who coordinates reads them all.
    for (const [by, read] of [
      [examiner, [words[0], null]],
      [second, [null, words[1]]],
      [foreign.coordinator, words],
    ] as const) {
      const { reviews } = (await by.send("GET", `/v1${address}`)).body;
      expect(reviews).toMatchObject([
        { decision: "inconclusive_a", reasons: read[0] },
        { decision: "lead", reasons: read[1] },
      ]);
    }
  });
});

describeInBrowser("a candidate that is removed while it is open", () => {
  test("is said to be gone when one decides, nothing of it is shown, the words stay, and the list is a key away", async () => {
    await documentOwn(examiner);
    const page = await sitDown(examiner);
    await page.goto(`/linkages/${await findLinkage(foreign.removed)}`);
    await page.getByRole("heading", { name: "Review from images" }).waitFor();
    await page.keyboard.press("1");
    await page.getByLabel("Reasons").fill("Words that took an afternoon.");
    const removal = { reasonCode: "court_order", reason: "By order of the High Court." };
    await foreign.coordinator.make(`/v1/exhibits/${foreign.removed}/removal`, removal);
    await page.getByRole("button", { name: "Record the review" }).click();
    await page.getByRole("heading", { name: "It is not here any more" }).waitFor();
    await page.getByText("Words that took an afternoon.").waitFor();
    expect(await page.getByRole("application").count()).toBe(0);
    await page.keyboard.press("u");
    await page.getByRole("heading", { name: "Candidates" }).waitFor();
  });
});

/** Of more than one piece as uploads are sent, and of no region that is searched. */
function makeLargeScan(): Uint8Array {
  const side = 1_000;
  const values = Array.from({ length: side * side }, (_, i) => Math.sin(i * 12.9898) * 43758.5453 * 1e-11);
  return buildX3p({ width: side, height: side, incrementX: 4e-6, incrementY: 4e-6, dataType: "D", values });
}
