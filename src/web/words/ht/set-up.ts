import type { setUp as english } from "../en/set-up.ts";

export const setUp: typeof english = {
  title: "Mete rejyon an sou pye",
  about: "Pèsonn poko gen kont. Ou vin premye kowòdonatè rejyonal la.",
  code: "Kòd demaraj",
  codeHint: "Li nan fichye set-up-code ki nan dosye done sèvis la; jounal la di ki kote.",
  name: "Non ou",
  email: "Imèl",
  state: "Eta ou",
  stateHint: "Kont ou pou Eta sa a; yon kowòdonatè rejyonal travay pou tout Eta yo.",
  choose: "Chwazi",
  make: "Mete sou pye epi konekte",
  done: "Rejyon an deja sou pye",
  toSignIn: "Ale nan koneksyon an",
};
