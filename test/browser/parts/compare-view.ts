/** The compare view and the deep zoom under somebody's hands: what is drawn, measured, kept, and how both drawers draw it. */
import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { ExaminersWorld } from "../../support/examiners-world.ts";
import { BETWEEN_HOLES } from "../../support/holed-scan.ts";
import { DESK, describeInBrowser, openSignedIn, SMALL, type WatchedPage } from "../../support/open-workbench.ts";
import { findDifference, findHoles, type Picture, readPicture } from "../../support/pictures.ts";
import { PLAY_GRAPHICS_CARD } from "../../support/play-graphics-card.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { closeClean, drag, openMarks as openLinkage, type Place, press, savePicture } from "./hands.ts";

export function describeCompareView(opened: () => ExaminersWorld): void {
  const sitDown = (viewport = DESK): Promise<WatchedPage> =>
    openSignedIn(opened().world.url(), opened().tt.examiner, { viewport });

  const openMarks = (page: Page) => openLinkage(page, opened().linkages.first);

  async function measure(page: Page, from: Place, to: Place): Promise<number> {
    await press(page, "m");
    await drag(page, from, to);
    const said = (await page.getByText(/^Length/).textContent()) ?? "";
    await press(page, "Escape");
    return Number(said.replaceAll(/[^\d.]/g, ""));
  }

  /** Of the pair as both are shown beside each other, in the window of A. */
  const ofA = ({ width, height }: Picture) => ({
    left: 0,
    top: 40,
    width: Math.floor(width / 2) - 2,
    height: height - 80,
  });

  describeInBrowser("the compare view", () => {
    test("measures in micrometres what lies between two places of a known distance", async () => {
      const tab = await sitDown();
      const { page } = tab;
      await openMarks(page);
      // The lamp nearly straight above: nothing throws a shadow.
      await press(page, "v", "l", ...Array.from({ length: 10 }, () => "ArrowUp"));
      const picture = await savePicture(page);
      const [from, to] = findHoles(picture, ofA(picture), 14, 2);
      const measured = await measure(page, from!, to!);
      // A pixel is some 8 µm here; a hand sets each end within one.
      expect(Math.abs(measured / (1e6 * BETWEEN_HOLES) - 1)).toBeLessThan(0.01);
      // Closer to them, the same.
      await press(page, "v", "+", "+");
      const near = await measure(page, { x: 100, y: 300 }, { x: 244, y: 300 });
      await press(page, "0");
      const far = await measure(page, { x: 100, y: 300 }, { x: 244, y: 300 });
      expect(far / near).toBeCloseTo(1.2 ** 2, 1);
      await closeClean(tab);
    });

    test("of a difference does not ask how each mark is drawn, which would change nothing", async () => {
      const watched = await sitDown(SMALL);
      const { page } = watched;
      await openMarks(page);
      const heights = page.getByRole("button", { name: /^Heights/ });
      expect(await heights.isEnabled()).toBe(true);
      await press(page, "d");
      await page.getByRole("button", { name: /^Difference/, pressed: true }).waitFor();
      expect(await heights.isEnabled()).toBe(false);
      await press(page, "d");
      await page.getByRole("button", { name: /^Difference/, pressed: false }).waitFor();
      expect(await heights.isEnabled()).toBe(true);
      await closeClean(watched);
    });

    test("that was opened from an acquisition's candidates leads back to the row that was left", async () => {
      const watched = await sitDown();
      const { page } = watched;
      const list = `/acquisitions/${opened().pictures.acquisition}/candidates`;
      await page.goto(list);
      const row = page.locator(`[data-row] a[href="/linkages/${opened().pictures.linkage}"]`);
      await row.click();
      await page.waitForURL("**/linkages/*");
      await page.locator("h1:focus").waitFor();
      await press(page, "u");
      await page.waitForURL(`**${list}`);
      await page.locator(`[data-row] a[href="/linkages/${opened().pictures.linkage}"]:focus`).waitFor();
      await closeClean(watched);
    });

    test("keeps what is drawn and typed through a reload, and what is recorded with the comparison", async () => {
      const tab = await sitDown();
      const { page } = tab;
      await openMarks(page);
      const [from, to] = [
        { x: 150, y: 200 },
        { x: 210, y: 280 },
      ];
      const length = await measure(page, from, to);
      await press(page, "t");
      await drag(page, from, to);
      await page.getByLabel("Words", { exact: false }).fill("Striae that run into the aperture.");
      await openMarks(page);
      expect(await page.getByLabel("Words", { exact: false }).inputValue()).toBe("Striae that run into the aperture.");
      await page.getByRole("button", { name: "Record", exact: true }).click();
      await page.getByRole("button", { name: "Show A1" }).waitFor();

      await openMarks(page);
      await page.getByText("Striae that run into the aperture.").waitFor();
      const path = `/v1/linkages/${opened().linkages.first}/annotations`;
      const { annotations } = (await opened().tt.examiner.send("GET", path)).body as {
        annotations?: { shape: Arrow }[];
      };
      const shape = annotations?.[0]?.shape;
      expect(shape?.kind).toBe("arrow");
      const drawn = 1e6 * Math.hypot(shape!.to.x - shape!.from.x, shape!.to.y - shape!.from.y);
      expect(Math.abs(drawn - length)).toBeLessThan(1);
      // It lies on A where it was drawn, and not on B.
      const shown = await savePicture(page);
      await press(page, "i");
      const hidden = await savePicture(page);
      const half = { top: 0, width: Math.floor(shown.width / 2) - 2, height: shown.height };
      const around = { left: 145, top: 195, width: 70, height: 90 };
      expect(findDifference(shown, hidden, 30, around).share).toBeGreaterThan(0.02);
      expect(findDifference(shown, hidden, 0, { ...half, left: shown.width - half.width }).share).toBe(0);

      await page.getByRole("button", { name: "Correct", exact: true }).click();
      await page.getByLabel("Words", { exact: false }).fill("Striae that end before the aperture.");
      await page.getByLabel("Why", { exact: false }).fill("Seen under a lower lamp.");
      await page.getByRole("button", { name: "Record", exact: true }).click();
      await page.getByText("Corrected or withdrawn (1)").waitFor();
      await page.getByRole("button", { name: "Withdraw", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Withdraw A1" });
      await dialog.getByLabel("Why", { exact: false }).fill("It is dirt on the lens.");
      await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
      await page.getByText("Nothing is annotated on these marks yet.").waitFor();
      await closeClean(tab);
    });

    test("keeps a picture in the notes: the very one that was seen, under its hash", async () => {
      const tab = await sitDown();
      const { page } = tab;
      await openMarks(page);
      await press(page, "v", "+", "l", "ArrowRight", "ArrowRight");
      const seen = await savePicture(page);
      await press(page, "q");
      const dialog = page.getByRole("dialog", { name: "Keep this picture in the notes" });
      await dialog.getByLabel("What it is to show").fill("The light from the right.");
      await dialog.getByRole("button", { name: "Keep", exact: true }).click();
      await page.getByRole("button", { name: "Show picture 1" }).waitFor();
      await openMarks(page);
      await page.getByRole("button", { name: "Show picture 1" }).click();
      const kept = page.getByRole("dialog", { name: "Picture of the comparison" });
      const image = kept.getByRole("img", { name: "The light from the right." });
      await image.waitFor();
      const { bytes } = await opened().tt.examiner.send("GET", (await image.getAttribute("src")) ?? "");
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      await kept.getByText(`SHA-256 of what is kept: ${sha256}`).waitFor();
      expect(findDifference(await readPicture(bytes), seen, 0)).toEqual({ mean: 0, share: 0 });
      await waitUntil(() =>
        page.evaluate<boolean>(`document.querySelector("dialog img").naturalWidth === ${seen.width}`),
      );
      await closeClean(tab);
    });

    /** Steps of grey: slopes and heights of a graphics card have half the digits, and its colours lie between those of the map. */
    const NEARLY = { step: 6, mean: 1, share: 0.004 };
    const WAYS: readonly (readonly [name: string, ...keys: string[]])[] = [
      [
        "relief in another light, the stage turned",
        "v",
        "l",
        "ArrowRight",
        "ArrowRight",
        "ArrowRight",
        "ArrowUp",
        "]",
        "]",
        "+",
      ],
      ["heights", "h"],
      ["split", "h", "s"],
      ["blend", "b"],
      ["difference", "d"],
    ];

    test("is the same by a graphics card and by the processor, and goes on as it was where the card lets go", async () => {
      const [card, processor] = [await sitDown(SMALL), await sitDown(SMALL)];
      await card.page.addInitScript(PLAY_GRAPHICS_CARD);
      for (const { page } of [card, processor]) await openMarks(page);
      const canvas = `document.querySelector("[role=application] canvas")`;
      expect(await card.page.evaluate<boolean>(`${canvas}.getContext("webgl2") !== null`)).toBe(true);
      expect(await processor.page.evaluate<boolean>(`${canvas}.getContext("2d") !== null`)).toBe(true);
      const compare = (one: Picture, other: Picture) => {
        const { mean, share } = findDifference(one, other, NEARLY.step);
        return { mean: mean <= NEARLY.mean || mean, share: share <= NEARLY.share || share };
      };
      let last: Picture | null = null;
      for (const [name, ...keys] of WAYS) {
        for (const { page } of [card, processor]) await press(page, ...keys);
        const [one, other] = [await savePicture(card.page), await savePicture(processor.page)];
        expect({ name, ...compare(one, other) }).toEqual({ name, mean: true, share: true });
        // It is another picture than the one before, in the very parts that are compared.
        if (last !== null) expect(findDifference(one, last, 20).share).toBeGreaterThan(0.05);
        last = one;
      }
      await card.page.evaluate(`${canvas}.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext()`);
      await waitUntil(() => card.page.evaluate<boolean>(`${canvas}.getContext("2d") !== null`));
      expect(compare(await savePicture(card.page), last!)).toEqual({ mean: true, share: true });
      await closeClean(card);
      await closeClean(processor);
    });
  });

  interface Arrow {
    readonly kind: string;
    readonly from: Place;
    readonly to: Place;
  }

  describeInBrowser("a 2D image as it was received", () => {
    const SIDE = 64;
    /** Right of the middle, on the primer. */
    const OFF = { x: 150, y: -SIDE / 2 };
    let file: Picture;
    beforeAll(async () => {
      file = await readPicture(Buffer.from(opened().pictures.file.bytes));
    });
    /** The file's own greys, about a place from its middle. */
    const readFile = ({ x, y }: Place): number[] =>
      Array.from({ length: SIDE * SIDE }, (_, i) => {
        const column = file.width / 2 + x + (i % SIDE);
        return file.pixels[3 * ((file.height / 2 + y + Math.floor(i / SIDE)) * file.width + column)] as number;
      });

    /** The greys of a square of the stage; its place is from where the image's middle lies when it is shown pixel for pixel. */
    const readSquare = (page: Page, { x, y }: Place) =>
      page.evaluate<number[]>(`(() => {
      const canvas = document.querySelector("[role=application] canvas");
      const place = (side, image, off) => Math.round(side / 2 - image / 2) + image / 2 + off;
      const [left, top] = [place(canvas.width, ${file.width}, ${x}), place(canvas.height, ${file.height}, ${y})];
      const { data } = canvas.getContext("2d").getImageData(left, top, ${SIDE}, ${SIDE});
      return [...data].filter((_, i) => i % 4 === 0);
    })()`);

    test("is shown pixel for pixel, moved by hand, and in the tones that are set", async () => {
      const tab = await sitDown();
      const { page } = tab;
      await page.goto(`/acquisitions/${opened().pictures.acquisition}`);
      await page.getByRole("button", { name: "As received" }).click();
      const stage = page.getByRole("application");
      await stage.focus();
      await press(page, "1");
      await page.getByText("· 100%").waitFor();
      const shows = (greys: readonly number[]) => async () => (await readSquare(page, OFF)).join() === greys.join();
      expect(new Set(readFile(OFF)).size).toBeGreaterThan(20);
      await waitUntil(shows(readFile(OFF)));
      await drag(page, { x: 300, y: 200 }, { x: 330, y: 180 });
      await waitUntil(shows(readFile({ x: OFF.x - 30, y: OFF.y + 20 })));
      await press(page, "+");
      await page.getByText("· 130%").waitFor();
      await press(page, "0", "1", "ArrowDown");
      await waitUntil(shows(readFile({ x: OFF.x, y: OFF.y + 64 })));

      await press(page, "0", "1");
      await page.getByLabel("Contrast").fill("2");
      await page.getByLabel("Gamma").fill("1.5");
      const toned = readFile(OFF).map(
        (grey) => 255 * Math.min(1, Math.max(0, (grey / 255 - 0.5) * 2 + 0.5)) ** (1 / 1.5),
      );
      await waitUntil(async () => (await readSquare(page, OFF)).every((grey, i) => Math.abs(grey - toned[i]!) <= 1));
      await page.getByRole("button", { name: "Reset the tones" }).click();
      await waitUntil(shows(readFile(OFF)));
      await closeClean(tab);
    });

    test("of which a part comes damaged is shown without it, says so, and asks for it again", async () => {
      const tab = await sitDown();
      const { page } = tab;
      let damaged = true;
      await page.route("**/tile?*", (route) =>
        damaged ? route.fulfill({ contentType: "image/png", body: "no picture at all" }) : route.continue(),
      );
      await page.goto(`/acquisitions/${opened().pictures.acquisition}`);
      await page.getByRole("button", { name: "As received" }).click();
      const notice = page.getByText("A part of the image did not come whole");
      await notice.waitFor();
      damaged = false;
      await page.getByRole("button", { name: "Try again" }).click();
      await notice.waitFor({ state: "detached" });
      await waitUntil(async () => new Set(await readSquare(page, OFF)).size > 20);
      await closeClean(tab);
    });

    test("moves together with the other of its pair, or alone; a key that it has is no decision", async () => {
      const tab = await sitDown();
      const { page } = tab;
      await page.goto(`/linkages/${opened().pictures.linkage}`);
      await page.getByRole("button", { name: "As received" }).click();
      const shares = page.getByText(/ × .* · \d+%/);
      await shares.nth(1).waitFor();
      const read = async () => (await shares.allTextContents()).map((text) => /\d+%/.exec(text)?.[0]);
      const whole = await read();
      await page.getByRole("application").first().focus();
      await press(page, "1");
      await waitUntil(async () => (await read()).join() === "100%,100%");
      expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
      await press(page, "+", "k", "+");
      await waitUntil(async () => (await read()).join() === "169%,130%");
      await press(page, "k", "0");
      await waitUntil(async () => (await read()).join() === whole.join());
      // Beside them the same key decides.
      await page.getByRole("heading", { name: "Review from images" }).click();
      await press(page, "2");
      await page.getByRole("radio", { name: /Inconclusive A/, checked: true }).waitFor();
      await closeClean(tab);
    });
  });
}
