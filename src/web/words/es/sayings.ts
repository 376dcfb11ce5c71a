import type { Sayings } from "../en/sayings.ts";
import { methodSayings } from "./method-sayings.ts";
import { refusalSayings } from "./refusal-sayings.ts";
import { x3pSayings } from "./x3p-sayings.ts";

export const sayings: Sayings = { ...methodSayings, ...refusalSayings, ...x3pSayings };
