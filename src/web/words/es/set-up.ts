import type { setUp as english } from "../en/set-up.ts";

export const setUp: typeof english = {
  title: "Poner la región en marcha",
  about: "Nadie tiene cuenta todavía. Usted será el primer coordinador regional.",
  code: "Código de puesta en marcha",
  codeHint: "Está en el archivo set-up-code de la carpeta de datos del servicio; el registro dice dónde.",
  name: "Su nombre",
  email: "Correo electrónico",
  state: "Su Estado",
  stateHint: "Su cuenta pertenece a él; un coordinador regional trabaja para todos los Estados.",
  choose: "Elija",
  make: "Poner en marcha e iniciar sesión",
  done: "La región ya está en marcha",
  toSignIn: "Ir al inicio de sesión",
};
