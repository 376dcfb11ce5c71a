/** The states of the network by name, for a list to choose from. */
<<<<<<< HEAD:src/web/screens/coordinate/state-choices.ts

import type { StateCode } from "../../../domain/states.ts";
import { useTerms } from "../../app/use-words.ts";
import type { Choice } from "../../design/controls.tsx";

=======

import type { StateCode } from "../../domain/vocabulary.ts";
import type { Choice } from "../design/controls.tsx";
import { useTerms } from "./use-words.ts";

>>>>>>> fda6e0c (The audit trail: search by person, case, exhibit, purpose, action and time; where the chain stands and its keys):src/web/app/use-state-choices.ts

export function useStateChoices(): readonly Choice<StateCode>[] {
  const { states } = useTerms();
  return (Object.entries(states) as [StateCode, string][])
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
