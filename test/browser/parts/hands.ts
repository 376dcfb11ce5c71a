/** What hands do at the comparison microscope, and what they find there. */
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import type { WatchedPage } from "../../support/open-workbench.ts";
import { type Picture, readPicture } from "../../support/pictures.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export async function openMarks(page: Page, linkage: string): Promise<void> {
  await page.goto(`/linkages/${linkage}/compare`);
  await waitForMarks(page);
}

/** With all their points. */
export const waitForMarks = (page: Page): Promise<void> =>
  page.locator("[role=application][data-points=all]").waitFor();

/** The whole stage as it is saved for the person. */
export async function savePicture(page: Page): Promise<Picture> {
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("w");
  return readPicture(await (await downloading).path());
}

/** Places are of the stage. */
export async function drag(page: Page, from: Place, to: Place): Promise<void> {
  const box = (await page.getByRole("application").boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + from.x, box.y + from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + (from.x + to.x) / 2, box.y + (from.y + to.y) / 2);
  await page.mouse.move(box.x + to.x, box.y + to.y);
  await page.mouse.up();
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Nothing failed on the page, and nothing was asked of another host. */
export async function closeClean({ faults, strangers, close }: WatchedPage): Promise<void> {
  await close();
  expect({ faults, strangers }).toEqual({ faults: [], strangers: [] });
}

/** How many pixels of what that selects have the colour of each of these tokens of the design, or nearly. */
export function countColours(page: Page, selector: string, tokens: readonly string[]): Promise<number[]> {
  return page.evaluate<number[]>(`(() => {
    const canvas = document.querySelector(${JSON.stringify(selector)});
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return ${JSON.stringify(tokens)}.map((token) => {
      const hex = getComputedStyle(document.documentElement).getPropertyValue(token).trim().slice(1);
      const wanted = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      let count = 0;
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 200 && wanted.every((value, i) => Math.abs(data[at + i] - value) < 12)) count++;
      return count;
    });
  })()`);
}

/** What the pointer reads of both curves at a share of their length. */
export async function readCurves(page: Page, share: number): Promise<readonly number[]> {
  const over = page.locator(".u-over").first();
  const { width, height } = (await over.boundingBox()) ?? { width: 0, height: 0 };
  await over.hover({ position: { x: Math.round(share * width), y: Math.round(height / 2) } });
  return (await page.locator(".u-legend").first().locator(".u-value").allTextContents()).map(Number);
}
