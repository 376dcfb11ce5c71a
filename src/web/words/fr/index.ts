import type { Texts } from "../en/index.ts";
import { compare } from "./compare.ts";
import { home } from "./home.ts";
import { labs } from "./labs.ts";
import { refusals } from "./refusals.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";

export const texts: Texts = { compare, home, labs, refusals, shell, signIn };
