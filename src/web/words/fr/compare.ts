export const compare = {
  title: "Comparaison",
  nothing: "Rien à comparer ici",
  examineFirst: {
    title: "Décrivez d’abord votre propre pièce",
    body: "La comparaison et l’autre image s’ouvrent dès que vous avez consigné l’examen de votre propre pièce : ce que vous y voyez ne doit pas être guidé par ce à quoi vous la comparez.",
    go: "Examiner la pièce",
  },
};
