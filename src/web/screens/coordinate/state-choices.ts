/** The states of the network by name, for a list to choose from. */
import type { StateCode } from "../../../domain/states.ts";
import { useTerms } from "../../app/use-words.ts";
import type { Choice } from "../../design/controls.tsx";

export function useStateChoices(): readonly Choice<StateCode>[] {
  const { states } = useTerms();
  return (Object.entries(states) as [StateCode, string][])
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
