/** The people of a demonstration: made through the HTTP API as a regional coordinator would. */
import { randomBytes } from "node:crypto";
import { type Role, STATES, type StateCode } from "../../domain/vocabulary.ts";
import type { HttpClient } from "../http-client.ts";
import { hirePerson } from "./hire-person.ts";

export interface DemoStaff {
  readonly technician: HttpClient;
  readonly examiner: HttpClient;
  readonly investigator: HttpClient;
}

/** A password that nobody needs to know: the demonstration's people live as long as it. */
export function makePassword(): string {
  return randomBytes(18).toString("base64url");
}

/** Makes a lab, a technician, an examiner and an investigator in each state, and the agreements between the states. */
export async function makeDemoPeople(
  regional: HttpClient,
  states: readonly StateCode[],
): Promise<ReadonlyMap<StateCode, DemoStaff>> {
  const staff = new Map<StateCode, DemoStaff>();
  for (const state of states) {
    const lab = await regional.post<{ id: string }>("/v1/labs", {
      state,
      name: `Forensic Science Laboratory, ${STATES[state].name}`,
      contact: `lab.${state.toLowerCase()}@ribin.example`,
    });
    const add = async (title: string, roles: readonly Role[]): Promise<HttpClient> => {
      const credentials = { email: `${title}.${state.toLowerCase()}@ribin.example`, password: makePassword() };
      const name = `${title[0]?.toUpperCase()}${title.slice(1)} of ${STATES[state].name}`;
      return hirePerson(regional, { state, labId: lab.id, name, roles }, credentials);
    };
    staff.set(state, {
      technician: await add("technician", ["lab_technician"]),
      examiner: await add("examiner", ["firearms_examiner", "verifier"]),
      investigator: await add("investigator", ["investigator"]),
    });
  }
  for (const [index, first] of states.entries()) {
    for (const second of states.slice(index + 1)) await regional.post("/v1/agreements", { states: [first, second] });
  }
  return staff;
}
