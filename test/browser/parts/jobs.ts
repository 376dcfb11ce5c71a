/** A step of an acquisition that failed for good: told with its reason where the workers' jobs are, and run once more when somebody says so. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { ExaminersWorld } from "../../support/examiners-world.ts";
import { describeInBrowser, openSignedIn } from "../../support/open-workbench.ts";
import { makeScan } from "../../support/pipeline-world.ts";
import { enterExhibit, type Person, sendScan, waitUntilVerified } from "../../support/served-world.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { closeClean } from "./hands.ts";

export function describeJobs(opened: () => ExaminersWorld): void {
  describeInBrowser("a job that failed", () => {
    test("is listed with its reason; tried again when its cause is gone it runs, and the acquisition goes on", async () => {
      const { world, tt } = opened();
      const { exhibitId } = await enterExhibit(tt.technician);
      const id = String((await sendScan(tt.technician, exhibitId, makeScan(67, 1))).body.id);
      await waitUntilVerified(tt.technician, [id]);
      const file = await findFile(join(world.environment.RIBIN_DATA_DIR ?? "", "files", "acquisitions"), id);
      const bytes = await readFile(file);
      await writeFile(
        file,
        bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)),
      );
      await drawAnew(tt.technician, id);
      const readJob = async () => {
        const { items = [] } = (await tt.technician.send("GET", "/v1/jobs?state=failed")).body;
        return items.find(({ payload }) => (payload as { acquisitionId?: string }).acquisitionId === id);
      };
      await waitUntil(async () => (await readJob()) !== undefined);
      const failed = (await readJob())!;
      expect(String(failed.reason)).toMatch(/^FILE_SEAL_BROKEN: /);
      // What it is in words; the code before them may be said in others.
      const reason = String(failed.reason).replace(/^\w+: /, "");

      // Who may not have it tried again sees why it failed.
      const reading = await openSignedIn(world.url(), tt.auditor);
      await reading.page.goto("/operation");
      await reading.page.getByText(reason).waitFor();
      expect(await reading.page.getByRole("button", { name: "Try again" }).count()).toBe(0);
      await closeClean(reading);

      const tab = await openSignedIn(world.url(), tt.technician);
      const { page } = tab;
      await page.goto("/operation");
      const row = page.getByRole("row", { name: /Describe the marks/ });
      await row.getByText(reason).waitFor();
      await row.getByText(/Failed$/).waitFor();
      expect(await row.getByRole("link", { name: "Open the acquisition" }).getAttribute("href")).toBe(
        `/acquisitions/${id}`,
      );
      await writeFile(file, bytes);
      await row.getByRole("button", { name: "Try again" }).click();
      await page.getByText("Nothing has failed").waitFor();
      await waitUntilVerified(tt.technician, [id]);
      await page.getByLabel("Show").selectOption("done");
      const { items: ended = [] } = (await tt.technician.send("GET", "/v1/jobs?state=done")).body;
      const { attempt, maxAttempts } = ended.find((job) => job.id === failed.id) as Record<string, number>;
      expect(attempt).toBe(Number(failed.attempt) + 1);
      await page
        .getByRole("row", { name: /Describe the marks/ })
        .filter({ has: page.getByText(`${attempt} of ${maxAttempts}`, { exact: true }) })
        .filter({ has: page.locator(`a[href="/acquisitions/${id}"]`) })
        .waitFor();
      const retried = `/v1/audit-events?action=job.retried&targetId=${String(failed.id)}`;
      expect((await tt.auditor.send("GET", retried)).body.items).toMatchObject([{ detail: { attempt } }]);
      await closeClean(tab);
    });
  });
}

/** Of the file store's folder, as somebody with the disk in hand finds it. */
async function findFile(folder: string, name: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const entry = found.find((each) => each.isFile() && each.name === name);
  if (entry === undefined) throw new Error(`No file of ${name}.`);
  return join(entry.parentPath, entry.name);
}

/** The outlines as they are, by a person: the file is read and described once more. */
async function drawAnew(technician: Person, acquisitionId: string): Promise<void> {
  const { headers } = await technician.send("GET", `/v1/acquisitions/${acquisitionId}`);
  const { items = [] } = (await technician.send("GET", `/v1/acquisitions/${acquisitionId}/outlines`)).body;
  const outlines = (items[0]!.outlines as { part: string; rings: unknown }[]).map(({ part, rings }) => ({
    part,
    rings,
  }));
  const drawn = await technician.send(
    "POST",
    `/v1/acquisitions/${acquisitionId}/outlines`,
    { outlines, reason: "The edge was looked at once more." },
    { "if-match": headers.get("etag") ?? "" },
  );
  if (drawn.status !== 201) throw new Error(`${drawn.status} ${drawn.bytes.toString()}`);
}
