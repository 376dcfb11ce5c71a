/** What examiners and those around them do in the workbench beside the main journey, all in one world: it is the opening of one that takes long. */
import { afterAll, beforeAll } from "@jest/globals";
import { type ExaminersWorld, openExaminersWorld } from "../support/examiners-world.ts";
import { describeActs } from "./parts/acts.ts";
import { describeCompareView } from "./parts/compare-view.ts";

let opened: ExaminersWorld;
beforeAll(async () => {
  opened = await openExaminersWorld();
}, 300_000);
afterAll(() => opened.provider.close());

describeCompareView(() => opened);
describeActs(() => opened);
