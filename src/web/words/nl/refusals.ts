import { refusals as english } from "../en/refusals.ts";

export const refusals: typeof english = english;
