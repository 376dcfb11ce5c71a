/** A case of the own state by its number; where there is none, a refusal of the field that says so. */
import type { StateCode } from "../../domain/states.ts";
import { api, ask } from "../api/client.ts";
import { refuseHere } from "../api/refusal.ts";

export async function findOwnCase(typed: string, state: StateCode | null, none: string): Promise<string> {
  const caseNumber = typed.trim();
  const { items } = await ask(api.GET("/v1/cases", { params: { query: { caseNumber } } }));
  const found = items.find((each) => each.ownerState === state && each.caseNumber === caseNumber);
  if (found !== undefined) return found.id;
  throw refuseHere("caseNumber", none);
}
