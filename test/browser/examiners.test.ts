/** What examiners and those around them do in the workbench beside the main journey, all in one world: it is the opening of one that takes long. */
import { afterAll, beforeAll } from "@jest/globals";
import { type ExaminersWorld, openExaminersWorld } from "../support/examiners-world.ts";
import { describeActs } from "./parts/acts.ts";
import { describeCompareLines } from "./parts/compare-lines.ts";
import { describeCompareView } from "./parts/compare-view.ts";
import { describeJobs } from "./parts/jobs.ts";

let opened: ExaminersWorld;
beforeAll(async () => {
  opened = await openExaminersWorld();
}, 300_000);
afterAll(() => opened.provider.close());

describeCompareView(() => opened);
describeCompareLines(() => opened);
describeJobs(() => opened);
describeActs(() => opened);
