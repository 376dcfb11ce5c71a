import { type Saying, useSay } from "./use-say.ts";

/** Sentences of the service one after the other, each in the reader's language where it has words for it. */
export function Said({ of }: { readonly of: readonly Saying[] }) {
  const say = useSay();
  return of.map((saying, at) => {
    const { text, lang } = say(saying);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice, and nothing is moved
      <span key={at} lang={lang}>
        {at === 0 ? "" : " "}
        {text}
      </span>
    );
  });
}
