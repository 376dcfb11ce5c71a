import type { invitation as english } from "../en/invitation.ts";

export const invitation: typeof english = {
  title: "Yo envite w nan RIBIN",
  about: "Chwazi yon modpas okenn lòt moun pa konnen.",
  token: "Envitasyon",
  tokenHint: "Li nan lyen kowòdonatè ou te ba ou a, epi li sèvi yon sèl fwa.",
  accept: "Mete modpas la",
  withProvider: "Pito sèvi ak {{name}}",
  done: "Byenveni, {{name}}",
  set: "Modpas ou mete. Envitasyon an fin sèvi.",
  toSignIn: "Ale nan koneksyon an",
};
