export const compare = {
  title: "Comparación",
  nothing: "Aquí no hay nada que comparar",
  examineFirst: {
    title: "Describa primero su propia pieza",
    body: "La comparación y la otra imagen se abren en cuanto usted haya registrado el examen de su propia pieza: lo que ve en ella no debe estar guiado por aquello con lo que la compara.",
    go: "Examinar la pieza",
  },
};
