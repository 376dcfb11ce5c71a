/** The workbench in Debian's Chromium, against the real embedded service: pages of people who are signed in, and what went wrong on them. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe } from "@jest/globals";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import type { Credentials } from "./served-world.ts";
import { QUEUE_REVIEW } from "./state-work.ts";

const NAMED = process.env.RIBIN_TEST_CHROMIUM;
const CHROMIUM = NAMED ?? "/usr/bin/chromium";
const AXE = fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url));
const WORKBENCH = { "x-ribin-workbench": "1" };

export const DESK = { width: 1440, height: 900 };
export const SMALL = { width: 1024, height: 768 };

/** `describe`, left out where the machine has no Chromium and none is named. */
export const describeInBrowser = NAMED !== undefined || existsSync(CHROMIUM) ? describe : describe.skip;

/** A page, and what a person would not see of it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts and of the content security policy; a refusal of the API is none. */
  readonly faults: readonly string[];
  /** Requests to any host but the service's own. */
  readonly strangers: readonly string[];
  close(): Promise<void>;
}

let browser: Browser | null = null;
afterAll(async () => {
  await browser?.close();
  browser = null;
});

async function launch(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  return browser;
}

/** An empty tab of a browser that keeps nothing from others. */
export async function openTab(url: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await (await launch()).newContext({ baseURL: url, viewport: DESK, locale: "en-GB", ...options });
  await context.addInitScript({ path: AXE });
  const page = await context.newPage();
  const faults: string[] = [];
  const strangers: string[] = [];
  page.on("console", (message) => {
    // Chromium notes each answer of 400 and above as an error; what the page makes of it is tested, the note is not.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error.stack ?? error)));
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^https?:|^wss?:/.test(protocol) && host !== new URL(url).host) strangers.push(request.url());
  });
  return { page, faults, strangers, close: () => context.close() };
}

/** A tab in which that person has signed in; `purpose`: and has said why. */
export async function openSignedIn(
  url: string,
  who: Credentials,
  { purpose = true, ...options }: BrowserContextOptions & { purpose?: boolean } = {},
): Promise<WatchedPage> {
  const tab = await openTab(url, options);
  await sendInTab(tab.page.context(), "/v1/sessions", { email: who.email, password: who.password });
  if (purpose) await sendInTab(tab.page.context(), "/v1/me/work-purpose", QUEUE_REVIEW);
  return tab;
}

async function sendInTab(context: BrowserContext, path: string, data: object): Promise<void> {
  const answer = await context.request.post(path, { data, headers: WORKBENCH });
  if (answer.status() !== 201) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}

const RUN_AXE = `axe.run(document, { preload: false, resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html.slice(0, 160) + " " + failureSummary).join(" | ")))`;

/** What axe finds on the page as it stands, each with where and why. */
export function findBarriers(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(RUN_AXE);
}

const FIND_CUT = `(() => {
  const cut = [];
  for (const element of document.querySelectorAll("main :is(a, button, select, [class*=badge])")) {
    const { width, right } = element.getBoundingClientRect();
    if (width < 2) continue;
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const { overflowX: clips, textOverflow } = getComputedStyle(around);
      if (clips === "visible") continue;
      if (element.tagName === "A" && textOverflow === "ellipsis") break;
      const over = right - around.getBoundingClientRect().right;
      if (clips !== "auto" && clips !== "scroll" && over > 1) cut.push(element.textContent + " is cut by " + Math.round(over) + " px");
      break;
    }
  }
  return cut;
})()`;

/** Links, buttons and marks that reach out of what hides the rest of them: a text may end in dots, they may not. */
export function findCut(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(FIND_CUT);
}

/** Waits until the page has come: its heading stands and nothing is awaited. */
export async function waitForPage(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await page.locator("[class*=waiting]").first().waitFor({ state: "detached" });
}

/** As a hand lets a file go over that part of the page. */
export async function dropFile(over: Locator, name: string, bytes: Uint8Array): Promise<void> {
  const content = Buffer.from(bytes).toString("base64");
  const dataTransfer = await over.page().evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    const content = Uint8Array.from(atob(${JSON.stringify(content)}), (each) => each.charCodeAt(0));
    transfer.items.add(new File([content], ${JSON.stringify(name)}));
    return transfer;
  })()`);
  await over.dispatchEvent("drop", { dataTransfer });
}
