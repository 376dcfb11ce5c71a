import type { assignments as english } from "../en/assignments.ts";

export const assignments: typeof english = {
  title: "Wie het systeem heeft gevraagd",
  none: "Er is nog niemand gevraagd",
  noneMeans:
    "Na een eerste conclusie vraagt het systeem iemand anders haar te verifiëren, die niet te zien krijgt wat er is geconcludeerd.",
  part: "Waarvoor",
  who: "Persoon",
  nobody: "Niemand komt in aanmerking",
  standing: "Stand",
  do: "Wat kan",
  standings: {
    open: "Gevraagd tot {{until}}",
    nobody: "Elk uur opnieuw geprobeerd",
    answered: "Beantwoord",
    replaced: "Iemand anders is gevraagd",
    over: "Niet langer gevraagd",
  },
  renew: {
    go: "Opnieuw laten toewijzen",
    title: "Opnieuw laten toewijzen",
    about:
      "Het systeem vraagt volgens zijn regels iemand anders, en deze persoon hiervoor nooit meer. Uw reden blijft bewaard; coördinatoren en wie daarna wordt gevraagd lezen haar: zeg niets over wat er is geconcludeerd.",
    reason: "Waarom iemand anders moet worden gevraagd",
  },
};
