import type { Texts } from "../en/index.ts";
import { acquire } from "./acquire.ts";
import { compare } from "./compare.ts";
import { evidence } from "./evidence.ts";
import { home } from "./home.ts";
import { labs } from "./labs.ts";
import { refusals } from "./refusals.ts";
import { reportRequests } from "./report-requests.ts";
import { reports } from "./reports.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";

export const texts: Texts = {
  acquire,
  compare,
  evidence,
  home,
  labs,
  refusals,
  shell,
  signIn,
  reports,
  reportRequests,
};
