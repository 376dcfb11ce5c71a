/** The rooms of the workbench: where each lies, what it is called and whose work it is. */
import type { Role } from "./session.tsx";

export interface NavigationItem {
  readonly to: string;
  /** Of the words of the shell, under `rooms`. */
  readonly name:
    | "home"
    | "cases"
    | "acquire"
    | "queue"
    | "verifications"
    | "hits"
    | "firearmGroups"
    | "reportRequests"
    | "reports"
    | "labs"
    | "sharing"
    | "people"
    | "statistics"
    | "intelligence"
    | "exchange"
    | "retention"
    | "audit"
    | "operation";
  readonly roles: readonly Role[] | "all";
  readonly group: "work" | "answers" | "region" | "oversight";
}

const NAVIGATION: readonly NavigationItem[] = [
  { to: "/", name: "home", roles: "all", group: "work" },
  {
    to: "/queue",
    name: "queue",
    roles: ["firearms_examiner", "verifier", "national_coordinator", "regional_coordinator"],
    group: "work",
  },
  { to: "/verifications", name: "verifications", roles: ["firearms_examiner", "verifier"], group: "work" },
  {
    to: "/hits",
    name: "hits",
    roles: ["firearms_examiner", "verifier", "investigator", "national_coordinator", "regional_coordinator"],
    group: "answers",
  },
  {
    to: "/firearm-groups",
    name: "firearmGroups",
    roles: ["firearms_examiner", "verifier", "investigator", "national_coordinator", "regional_coordinator"],
    group: "answers",
  },
  { to: "/labs", name: "labs", roles: ["national_coordinator", "regional_coordinator"], group: "region" },
  { to: "/acquire", name: "acquire", roles: ["lab_technician"], group: "work" },
  {
    to: "/cases",
    name: "cases",
    roles: ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"],
    group: "work",
  },
  { to: "/report-requests", name: "reportRequests", roles: ["investigator", "national_coordinator"], group: "answers" },
  {
    to: "/reports",
    name: "reports",
    roles: ["firearms_examiner", "investigator", "national_coordinator"],
    group: "answers",
  },
  {
    to: "/sharing",
    name: "sharing",
    roles: ["national_coordinator", "regional_coordinator", "auditor", "firearms_examiner", "verifier"],
    group: "region",
  },
  {
    to: "/intelligence",
    name: "intelligence",
    roles: ["firearms_examiner", "verifier", "investigator", "national_coordinator", "regional_coordinator", "auditor"],
    group: "answers",
  },
  {
    to: "/statistics",
    name: "statistics",
    roles: ["national_coordinator", "regional_coordinator", "auditor"],
    group: "region",
  },
  {
    to: "/exchange",
    name: "exchange",
    roles: ["lab_technician", "firearms_examiner", "national_coordinator"],
    group: "region",
  },
  { to: "/retention", name: "retention", roles: ["national_coordinator", "auditor"], group: "oversight" },
  { to: "/audit", name: "audit", roles: ["auditor", "national_coordinator"], group: "oversight" },
  { to: "/people", name: "people", roles: ["national_coordinator", "regional_coordinator"], group: "region" },
  {
    to: "/operation",
    name: "operation",
    roles: ["lab_technician", "national_coordinator", "regional_coordinator", "auditor"],
    group: "oversight",
  },
];

export function itemsFor(roles: readonly Role[]): readonly NavigationItem[] {
  return NAVIGATION.filter((item) => item.roles === "all" || item.roles.some((role) => roles.includes(role)));
}

/** Records whose addresses are not their room's. */
const ROOM_OF_RECORD: Readonly<Record<string, string>> = {
  exhibits: "/cases",
  acquisitions: "/acquire",
  linkages: "/queue",
};

/** The room in which that page lies. */
export function roomOf(pathname: string): string {
  const first = pathname.split("/")[1] ?? "";
  return ROOM_OF_RECORD[first] ?? `/${first}`;
}
