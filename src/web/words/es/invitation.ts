import type { invitation as english } from "../en/invitation.ts";

export const invitation: typeof english = {
  title: "Está invitado a RIBIN",
  about: "Elija una contraseña que nadie más conozca.",
  token: "Invitación",
  tokenHint: "Está en el enlace que le dio su coordinador y sirve una sola vez.",
  accept: "Establecer la contraseña",
  withProvider: "Usar {{name}} en su lugar",
  done: "Le damos la bienvenida, {{name}}",
  set: "Su contraseña está establecida. La invitación queda usada.",
  toSignIn: "Ir al inicio de sesión",
};
