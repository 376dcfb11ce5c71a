/** The people of a simulated region whose rooms are looked at: three states, each with a laboratory and names that nobody bears. */
import type { Person, ServedWorld } from "./served-world.ts";

export type RegionState = "TT" | "JM" | "BB";

const LABS: Readonly<Record<RegionState, string>> = {
  TT: "Forensic Science Centre, Port of Spain",
  JM: "Institute of Forensic Science, Kingston",
  BB: "Forensic Sciences Centre, Bridgetown",
};

const NAMES = [
  "Kezia Baptiste",
  "Marlon Joseph",
  "Anjali Ramdeen",
  "Curtis Alleyne",
  "Shanice Bennett",
  "Devon Campbell",
  "Rochelle Greaves",
  "Winston Holder",
  "Nadia Mohammed",
  "Trevor Sinclair",
  "Patrice Lewis",
  "Yolande Francois",
  "Akeem Clarke",
  "Simone Brathwaite",
] as const;

/** Those who work: the people of Trinidad and Tobago, one a role, and who the others need on their side. */
export interface RegionPeople {
  readonly technician: Person;
  readonly examiner: Person;
  readonly verifier: Person;
  readonly investigator: Person;
  readonly coordinator: Person;
  readonly regional: Person;
  readonly auditor: Person;
  readonly jamaica: { readonly technician: Person; readonly examiner: Person; readonly coordinator: Person };
  readonly barbados: { readonly technician: Person; readonly examiner: Person };
}

export async function hireRegion(world: ServedWorld): Promise<RegionPeople> {
  let named = 0;
  const openLab = (state: RegionState) =>
    world.regional.make("/v1/labs", { state, name: LABS[state], contact: `lab.${state.toLowerCase()}@ribin.example` });
  const hire = (state: RegionState, lab: string, role: string) => {
    const name = NAMES[named++ % NAMES.length] ?? role;
    return world.hireNamed({ name, state, labId: lab, roles: [role] });
  };
  const [tt, jm, bb] = [await openLab("TT"), await openLab("JM"), await openLab("BB")];
  for (const [states, images] of [
    [["TT", "JM"], true],
    [["TT", "BB"], true],
    [["JM", "BB"], false],
  ] as const) {
    await world.regional.make("/v1/agreements", { states, images });
  }
  return {
    technician: await hire("TT", tt, "lab_technician"),
    examiner: await hire("TT", tt, "firearms_examiner"),
    verifier: await hire("TT", tt, "verifier"),
    investigator: await hire("TT", tt, "investigator"),
    coordinator: await hire("TT", tt, "national_coordinator"),
    regional: await hire("TT", tt, "regional_coordinator"),
    auditor: await hire("TT", tt, "auditor"),
    jamaica: {
      technician: await hire("JM", jm, "lab_technician"),
      examiner: await hire("JM", jm, "firearms_examiner"),
      coordinator: await hire("JM", jm, "national_coordinator"),
    },
    barbados: {
      technician: await hire("BB", bb, "lab_technician"),
      examiner: await hire("BB", bb, "firearms_examiner"),
    },
  };
}
