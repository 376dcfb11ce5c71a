/** Where the two drivers read a type differently, both read it like this: nothing is rounded and no day moves with a time zone. */

const asText = (value: string): string => value;

/** PostgreSQL's type numbers. */
const BIGINT = 20;
const DATE = 1082;

/** `date` stays 'YYYY-MM-DD', bigint its digits. */
export const VALUE_PARSERS: Readonly<Record<number, (value: string) => string>> = { [BIGINT]: asText, [DATE]: asText };
