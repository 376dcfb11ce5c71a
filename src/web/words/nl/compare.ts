export const compare = {
  title: "Vergelijking",
  nothing: "Hier valt niets te vergelijken",
  examineFirst: {
    title: "Beschrijf eerst uw eigen stuk",
    body: "De vergelijking en het andere beeld gaan open zodra u het onderzoek van uw eigen stuk hebt vastgelegd: wat u daarop ziet mag niet gestuurd worden door waarmee u het vergelijkt.",
    go: "Het stuk onderzoeken",
  },
};
