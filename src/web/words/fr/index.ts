import type { Texts } from "../en/index.ts";
import { account } from "./account.ts";
import { acquire } from "./acquire.ts";
import { annotations } from "./annotations.ts";
import { assignments } from "./assignments.ts";
import { audit } from "./audit.ts";
import { compare } from "./compare.ts";
import { evidence } from "./evidence.ts";
import { exchange } from "./exchange.ts";
import { fieldNames } from "./field-names.ts";
import { fieldProblems } from "./field-problems.ts";
import { home } from "./home.ts";
import { ibin } from "./ibin.ts";
import { image } from "./image.ts";
import { intelligence } from "./intelligence.ts";
import { invitation } from "./invitation.ts";
import { labs } from "./labs.ts";
import { notifications } from "./notifications.ts";
import { operation } from "./operation.ts";
import { people } from "./people.ts";
import { proficiency } from "./proficiency.ts";
import { refusals } from "./refusals.ts";
import { reportRequests } from "./report-requests.ts";
import { reports } from "./reports.ts";
import { retention } from "./retention.ts";
import { review } from "./review.ts";
import { searches } from "./searches.ts";
import { setUp } from "./set-up.ts";
import { sharing } from "./sharing.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";
import { statistics } from "./statistics.ts";
import { trace } from "./trace.ts";
import { webhooks } from "./webhooks.ts";

export const texts: Texts = {
  fieldNames,
  fieldProblems,
  proficiency,
  webhooks,
  ibin,
  exchange,
  assignments,
  retention,
  review,
  account,
  acquire,
  annotations,
  audit,
  compare,
  evidence,
  home,
  image,
  invitation,
  labs,
  notifications,
  operation,
  people,
  refusals,
  reportRequests,
  reports,
  searches,
  setUp,
  sharing,
  shell,
  signIn,
  intelligence,
  statistics,
  trace,
};
