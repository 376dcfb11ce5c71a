/** A recovered firearm and the request to trace it, entered over HTTP. */
import type { Staff } from "./evidence-world.ts";
import { enterExhibit, type Person } from "./people.ts";

export const FIREARM = {
  kind: "revolver or self-loading pistol",
  make: "Taurus",
  model: "G2C",
  serialNumber: "ABC12345",
  serialState: "legible",
  countryOfOrigin: "BR",
  recovery: "seized",
  recoveredOn: "2026-03-01",
  recoveryPlace: "Charlotte Street 12",
};
export const TRACE = { addressee: "eTrace", requestedOn: "2026-03-02" };
export const TRACE_ANSWER = { outcome: "traced", divertedIn: "US", answeredOn: "2026-04-01" };

/** A firearm exhibit with what is known of it; its id. */
export async function enterFirearm(technician: Person, given: { case?: object; firearm?: object } = {}) {
  const exhibit = { type: "firearm", category: "CE", exhibitNumber: "F-1" };
  const { exhibitId } = await enterExhibit(technician, { ...given, exhibit });
  const url = `/v1/exhibits/${exhibitId}/firearm-records`;
  const made = await technician.send("POST", url, { body: { ...FIREARM, ...given.firearm } });
  if (made.statusCode !== 201) throw new Error(made.body);
  return exhibitId;
}

/** A request to trace a firearm of the staff's state; its id. */
export async function askForTrace({ technician, examiner }: Staff, given: object = {}): Promise<string> {
  const exhibitId = await enterFirearm(technician);
  const url = `/v1/exhibits/${exhibitId}/trace-requests`;
  const made = await examiner.send("POST", url, { body: { ...TRACE, ...given } });
  if (made.statusCode !== 201) throw new Error(made.body);
  return made.json<{ id: string }>().id;
}
