/** Texts whose places for values are as the domain has them, with those of i18next. */
export function setPlaces<Key extends string>(texts: Readonly<Record<Key, string>>): Record<Key, string> {
  const entries = Object.entries<string>(texts).map(([key, text]) => [key, text.replaceAll(/\{(\w+)\}/g, "{{$1}}")]);
  return Object.fromEntries(entries) as Record<Key, string>;
}
