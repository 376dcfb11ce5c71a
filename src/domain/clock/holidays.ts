/**
 * Public holidays as rules, by state. What is proclaimed from year to year (Diwali, Phagwah, the Eids, days of mourning, elections)
 * is in no rule: a national coordinator records it (`POST /v1/calendars/{state}/days`), as well as a rule's day that is worked.
 */
import type { StateCode } from "../vocabulary.ts";
import type { Calendar } from "./holiday-rules.ts";
import { MEMBER_HOLIDAYS } from "./holidays-of-members.ts";
import { OTHER_HOLIDAYS } from "./holidays-of-others.ts";

export const HOLIDAYS: Readonly<Record<StateCode, Calendar>> = { ...MEMBER_HOLIDAYS, ...OTHER_HOLIDAYS };
