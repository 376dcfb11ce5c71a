/** `ribin segment` on what the service may be sent, as docs/cli.md says it. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { makeBreechFaceX3p, makeFolder } from "../support/evidence-files.ts";
import { captureRibin, runRibinJson } from "../support/ribin-process.ts";
import { simulateHead } from "../support/simulated-head.ts";

jest.setTimeout(300_000);

interface Segmentation {
  readonly method: string;
  readonly methodVersion: string;
  readonly confidence: number;
  readonly outlines: readonly { readonly part: string; readonly rings: unknown[][]; readonly confidence: number }[];
  readonly remarks: readonly string[];
}

let folder: string;
let head: string;
beforeAll(async () => {
  folder = await makeFolder();
  head = join(folder, "head.x3p");
  await writeFile(head, writeX3p(simulateHead()));
});

describe("ribin segment", () => {
  test("takes a whole case head apart, draws it, and proves its scale", async () => {
    const plot = join(folder, "head.png");
    const found = await runRibinJson<Segmentation>(["segment", head, "--plot", plot]);
    expect(found.confidence).toBeGreaterThan(0.9);
    expect(found.outlines.map(({ part }) => part).sort()).toEqual([
      "Aperture",
      "BreechFace",
      "FiringPinImpression",
      "Headstamp",
      "Primer",
    ]);
    for (const { rings } of found.outlines) expect(rings[0]?.length).toBeGreaterThan(3);
    expect(found.remarks.join(" ")).toMatch(/the scale is right/);
    expect((await readFile(plot)).subarray(1, 4).toString()).toBe("PNG");
  });

  test("a scan of the mark alone keeps its own outline", async () => {
    const scan = join(folder, "mark.x3p");
    await writeFile(scan, makeBreechFaceX3p({ firearm: 21, firing: 1 }));
    const found = await runRibinJson<Segmentation>(["segment", scan]);
    expect(found).toMatchObject({ confidence: 1, outlines: [{ part: "BreechFace" }] });
  });

  test("where there is no mark a person is asked, in words", async () => {
    const wave = join(folder, "wave.x3p");
    const side = 700;
    const values = Float32Array.from({ length: side * side }, (_, i) => 40e-6 * Math.sin((i % side) / 40));
    const surface = { width: side, height: side, incrementX: 12e-6, incrementY: 12e-6, values };
    await writeFile(wave, writeX3p({ ...surface, kind: "topography" }));
    const { code, stdout } = await captureRibin(["segment", wave]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/confidence \d\d? %: a person has to draw the outline/);
  });

  test("a region that is not compared, a profile and a folder that is not there are refused", async () => {
    const region = await captureRibin(["segment", head, "--region", "Headstamp"]);
    expect(region).toMatchObject({ code: 2, stderr: expect.stringMatching(/^USAGE: /) });
    const profile = join(folder, "profile.x3p");
    const row = { width: 2000, height: 1, incrementX: 2e-6, incrementY: 2e-6 };
    const values = Float32Array.from({ length: 2000 }, (_, i) => 1e-6 * Math.sin(i / 9));
    await writeFile(profile, writeX3p({ ...row, values, kind: "topography" }));
    const refused = await captureRibin(["segment", profile, "--region", "LEA"]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^NOT_COMPARABLE: .*profile/) });
    const plot = await captureRibin(["segment", head, "--plot", join(folder, "nowhere", "out.png")]);
    expect(plot).toMatchObject({ code: 1, stderr: expect.stringMatching(/^FILE_NOT_WRITABLE: /) });
  });
});
