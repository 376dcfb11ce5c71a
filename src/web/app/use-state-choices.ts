/** The states of the network by name, for a list to choose from. */
import type { StateCode } from "../../domain/states.ts";
import type { Choice } from "../design/controls.tsx";
import { useTerms } from "./use-words.ts";

export function useStateChoices(): readonly Choice<StateCode>[] {
  const { states } = useTerms();
  return (Object.entries(states) as [StateCode, string][])
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
