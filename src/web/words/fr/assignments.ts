import type { assignments as english } from "../en/assignments.ts";

export const assignments: typeof english = {
  title: "Qui le système a sollicité",
  none: "Personne n’a encore été sollicité",
  noneMeans:
    "Après une première conclusion, le système demande à quelqu’un d’autre de la vérifier, sans lui montrer ce qui a été conclu.",
  part: "Pour quoi",
  who: "Personne",
  nobody: "Personne ne peut être sollicité",
  standing: "Situation",
  do: "Ce qui est possible",
  standings: {
    open: "Sollicité jusqu’au {{until}}",
    nobody: "Nouvel essai chaque heure",
    answered: "A répondu",
    replaced: "Quelqu’un d’autre a été sollicité",
    over: "N’est plus sollicité",
  },
  renew: {
    go: "Faire solliciter de nouveau",
    title: "Faire solliciter quelqu’un d’autre",
    about:
      "Le système sollicite quelqu’un d’autre selon ses règles, et plus jamais cette personne pour celui-ci. Votre motif est conservé ; les coordinateurs et la personne sollicitée ensuite le lisent : ne dites rien de ce qui a été conclu.",
    reason: "Pourquoi quelqu’un d’autre devrait être sollicité",
  },
};
