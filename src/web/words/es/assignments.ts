import type { assignments as english } from "../en/assignments.ts";

export const assignments: typeof english = {
  title: "A quién se lo pidió el sistema",
  none: "Todavía no se ha pedido a nadie",
  noneMeans:
    "Tras una primera conclusión el sistema pide a otra persona que la verifique, sin mostrarle lo que se concluyó.",
  part: "Para qué",
  who: "Persona",
  nobody: "Nadie reúne los requisitos",
  standing: "Situación",
  do: "Qué se puede hacer",
  standings: {
    open: "Pedido hasta el {{until}}",
    nobody: "Se intenta cada hora",
    answered: "Respondido",
    replaced: "Se pidió a otra persona",
    over: "Ya no se pide",
  },
  renew: {
    go: "Hacer que se asigne de nuevo",
    title: "Hacer que se asigne de nuevo",
    about:
      "El sistema se lo pide a otra persona según sus reglas, y nunca más a esta. Su motivo se conserva; lo leen los coordinadores y la persona a quien se le pida después: no diga nada de lo que se concluyó.",
    reason: "Por qué debe pedirse a otra persona",
  },
};
