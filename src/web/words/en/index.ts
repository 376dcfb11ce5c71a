import { compare } from "./compare.ts";
import { home } from "./home.ts";
import { refusals } from "./refusals.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";

export const texts = { compare, home, refusals, shell, signIn };
export type Texts = typeof texts;
