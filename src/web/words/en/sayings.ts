/** What the service says, by its codes; loaded when it first says something, behind the first screen. */
import { methodSayings } from "./method-sayings.ts";
import { refusalSayings } from "./refusal-sayings.ts";

export const sayings = { ...methodSayings, ...refusalSayings };
export type Sayings = typeof sayings;
