/**
 * Writes docs/workbench.md and its pictures (`npm run web:pictures`): starts the demonstration (`ribin demo --keep`), signs in as one
 * person of each role, walks that role's navigation and the first record of each list, and keeps every screen in light and dark.
 * Everything on the pictures is simulated.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import sharp from "sharp";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "docs/images/workbench");
const VIEWPORT = { width: 1440, height: 900 };
const THEMES = ["light", "dark"];
const PURPOSE = {
  purpose: "examination",
  statement: "Works through the queue of candidates.",
  noCaseReason: "queue_review",
};
/** A record's own page has its identifier in the address. */
const RECORD = /^\/[a-z-]+\/[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Resolves to the address and to who may sign in. */
async function startDemo(out) {
  const demo = spawn(process.execPath, [join(root, "bin/ribin.mjs"), "demo", "--keep", "--out", out], {
    env: { PATH: process.env.PATH, RIBIN_SIGN_INS_PER_MINUTE: "1000", RIBIN_MAX_EVENT_LOOP_DELAY_MS: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: demo.stdout })) {
    process.stderr.write(`${line}\n`);
    const found = line.match(/^Still serving: (\S+)\/docs, sign in as (\S+) with (\S+); /);
    if (found) return { demo, url: found[1], coordinator: { email: found[2], password: found[3] } };
  }
  throw new Error("The demonstration ended early.");
}

async function send(url, token, method, path, body) {
  const headers = {
    "content-type": "application/json",
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** One person of Trinidad and Tobago for each role, with a password that this script knows. */
async function preparePeople(url, coordinator) {
  const { token } = await send(url, null, "POST", "/v1/sessions", coordinator);
  const { items } = await send(url, token, "GET", "/v1/accounts?limit=200&state=TT");
  const password = coordinator.password;
  const accept = (invitation) => send(url, null, "POST", "/v1/invitations/acceptance", { token: invitation, password });
  const people = [];
  for (const title of ["technician", "examiner", "investigator"]) {
    const { id, email } = items.find((account) => account.email.startsWith(`${title}.`));
    const made = await send(url, token, "POST", `/v1/accounts/${id}/invitations`, {});
    await accept(made.invitationToken);
    people.push({ title, email, password });
  }
  for (const [title, role] of [
    ["national coordinator", "national_coordinator"],
    ["auditor", "auditor"],
  ]) {
    const account = { state: "TT", labId: null, email: `${role}.tt@ribin.example`, name: `A ${title}`, roles: [role] };
    const made = await send(url, token, "POST", "/v1/accounts", account);
    await accept(made.invitationToken);
    people.push({ title, email: account.email, password });
  }
  return [...people, { title: "regional coordinator", ...coordinator }];
}

/** False where the address is no page. */
async function settle(page) {
  await page.locator("h1").first().waitFor();
  await page.locator("[class*=waiting]").first().waitFor({ state: "detached" });
  // A page that listens to events is never idle.
  await page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => {});
  return (await page.locator("[data-nowhere]").count()) === 0;
}

/** Both themes of what the page shows now; gives its row of the table. */
async function picture(page, name) {
  const heading = (await page.locator("h1").first().textContent())?.trim() ?? name;
  for (const theme of THEMES) {
    await page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`);
    const shot = await page.screenshot({ animations: "disabled" });
    await writeFile(
      join(folder, `${name}-${theme}.webp`),
      await sharp(shot).webp({ quality: 70, effort: 6 }).toBuffer(),
    );
  }
  return { heading, name };
}

const nameOf = (path) => (path === "/" ? "home" : path.split("/").filter(Boolean)[0]);

/** The screens of a role that no role before had. */
async function walkRole(browser, url, person, seen) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: VIEWPORT,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const headers = { "x-ribin-workbench": "1" };
  const { email, password } = person;
  await context.request.post("/v1/sessions", { data: { email, password }, headers });
  await context.request.post("/v1/me/work-purpose", { data: PURPOSE, headers });
  const page = await context.newPage();
  await page.goto("/");
  await settle(page);
  const links = await page.locator("nav a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const rows = [];
  for (const path of [...links, "/notifications", "/account"]) {
    await page.goto(path);
    await settle(page);
    const name = path === "/" ? `home-${person.title.replaceAll(" ", "-")}` : nameOf(path);
    if (!seen.has(name)) {
      seen.add(name);
      rows.push({ ...(await picture(page, name)), path });
    }
    const inPage = await page.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    const record = inPage.find((href) => RECORD.test(href));
    const recordName = record === undefined ? null : `${nameOf(record)}-one`;
    if (recordName !== null && !seen.has(recordName)) {
      seen.add(recordName);
      await page.goto(record);
      if (await settle(page)) rows.push({ ...(await picture(page, recordName)), path: `/${nameOf(record)}/…` });
    }
  }
  await context.close();
  return rows;
}

async function walkVisitor(browser, url) {
  const page = await browser.newPage({ baseURL: url, viewport: VIEWPORT, locale: "en-GB", reducedMotion: "reduce" });
  const rows = [];
  for (const path of ["/sign-in", "/invitation", "/set-up"]) {
    await page.goto(path);
    await settle(page);
    rows.push({ ...(await picture(page, nameOf(path))), path });
  }
  return rows;
}

const INTRODUCTION = `# The workbench, screen by screen

Made by \`npm run web:pictures\` from the simulated demonstration (\`ribin demo --keep\`): no real evidence, no real person. Each screen
stands under the first role that has it, at 1440 by 900, light and dark.
`;

function describe(title, rows) {
  if (rows.length === 0) return "";
  const lines = rows.map(
    ({ heading, name, path }) =>
      `| ${heading.replaceAll("|", "/")}<br>\`${path}\` | ![${name}, light](images/workbench/${name}-light.webp) | ![${name}, dark](images/workbench/${name}-dark.webp) |`,
  );
  return `\n## ${title[0].toUpperCase()}${title.slice(1)}\n\n| screen | light | dark |\n|---|---|---|\n${lines.join("\n")}\n`;
}

const out = await mkdtemp(join(tmpdir(), "ribin-pictures-"));
const { demo, url, coordinator } = await startDemo(out);
const browser = await chromium.launch({
  executablePath: process.env.RIBIN_TEST_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking"],
});
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const parts = [describe("before the sign-in", await walkVisitor(browser, url))];
  const seen = new Set();
  for (const person of await preparePeople(url, coordinator)) {
    parts.push(describe(person.title, await walkRole(browser, url, person, seen)));
  }
  await writeFile(join(root, "docs/workbench.md"), INTRODUCTION + parts.join(""));
} finally {
  await browser.close();
  demo.kill("SIGTERM");
  await rm(out, { recursive: true, force: true });
}
