import type { assignments as english } from "../en/assignments.ts";

export const assignments: typeof english = {
  title: "Kiyès sistèm nan mande",
  none: "Yo poko mande pèsòn",
  noneMeans: "Apre yon premye konklizyon, sistèm nan mande yon lòt moun verifye l, san li pa montre l sa yo te konkli.",
  part: "Pou kisa",
  who: "Moun",
  nobody: "Pa gen moun ki ka fè l",
  standing: "Sitiyasyon",
  do: "Sa ki ka fèt",
  standings: {
    open: "Yo mande l jiska {{until}}",
    nobody: "Sistèm nan eseye ankò chak èdtan",
    answered: "Li reponn",
    replaced: "Yo mande yon lòt moun",
    over: "Yo pa mande l ankò",
  },
  renew: {
    go: "Fè yo mande yon lòt moun",
    title: "Fè yo mande yon lòt moun",
    about:
      "Sistèm nan mande yon lòt moun dapre règ li yo, e li p ap janm mande moun sa a pou sa ankò. Rezon ou rete; kowòdonatè yo ak moun yo mande apre a ap li l: pa di anyen sou sa yo te konkli.",
    reason: "Poukisa se yon lòt moun pou yo mande",
  },
};
