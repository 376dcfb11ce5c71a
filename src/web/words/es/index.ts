import type { Texts } from "../en/index.ts";
import { home } from "./home.ts";
import { refusals } from "./refusals.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";

export const texts: Texts = { home, refusals, shell, signIn };
