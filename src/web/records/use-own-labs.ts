/** The labs of the own state, of which one is chosen; the first is proposed where none was. */
import { useState } from "react";
import { api, ask } from "../api/client.ts";
import { useAsked } from "../app/queries.ts";
import { useSelf } from "../app/session.tsx";
import type { Choice } from "../design/controls.tsx";

/** `proposed`: beforehand. */
export function useOwnLab(proposed = ""): {
  readonly labId: string;
  readonly choices: readonly Choice[];
  readonly choose: (labId: string) => void;
} {
  const state = useSelf().state ?? "TT";
  const labs = useAsked(["labs", state], () => ask(api.GET("/v1/labs", { params: { query: { state, limit: 100 } } })));
  const [chosen, choose] = useState(proposed);
  const items = labs.data?.items ?? [];
  return {
    labId: chosen || (items[0]?.id ?? ""),
    choices: items.map(({ id, name }) => ({ value: id, label: name })),
    choose,
  };
}
