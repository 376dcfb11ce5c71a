import type { setUp as english } from "../en/set-up.ts";

export const setUp: typeof english = {
  title: "De regio inrichten",
  about: "Niemand heeft nog een account. U wordt de eerste regionale coördinator.",
  code: "Inrichtingscode",
  codeHint: "Zij staat in het bestand set-up-code in de gegevensmap van de dienst; het logboek zegt waar.",
  name: "Uw naam",
  email: "E-mailadres",
  state: "Uw staat",
  stateHint: "Uw account hoort daarbij; een regionale coördinator werkt voor alle staten.",
  choose: "Kies",
  make: "Inrichten en aanmelden",
  done: "De regio is al ingericht",
  toSignIn: "Naar de aanmelding",
};
