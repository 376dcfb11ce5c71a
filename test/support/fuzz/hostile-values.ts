/** Values that break programs: in texts, numbers, times and names, as people and attackers send them. */

export const TEXTS: readonly string[] = [
  "",
  " ",
  "a",
  "Zoë Ramírez-O'Neil",
  "'); drop table cases; --",
  "' or '1'='1",
  "%' escape '\\",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  "../../../../etc/passwd",
  "..\\..\\x",
  "%00%2e%2e%2f",
  "x\0y",
  "\ud800",
  "\udfff\ud800",
  "\u202egnp.x3p",
  "\ufeff",
  "line\r\nX-Evil: 1\r\n\r\nbody",
  '{"level":50,"msg":"forged"}\n',
  "\u001b[31mred",
  "$\u007bjndi:ldap://x/}",
  "{{7*7}}",
  "null",
  "undefined",
  "NaN",
  "__proto__",
  "constructor",
  "1e309",
  "0",
  "-1",
  "🔫".repeat(40),
  "e\u0301".repeat(60),
  "a".repeat(100),
  "a".repeat(5_000),
];

export const NUMBERS: readonly number[] = [
  ...[
    0,
    -0,
    1,
    -1,
    0.5,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    2 ** 53,
    -(2 ** 53),
    2 ** 63,
    1e-320,
    1e308,
    -1e308,
  ],
];

export const DATES: readonly string[] = [
  ..."2026-02-28 0001-01-01 0000-01-01 0000-12-31 9999-12-31 2024-02-29 2023-02-29 2026-13-01 -000001-01-01".split(" "),
];

export const TIMES: readonly string[] = [
  ..."2026-03-01T09:30:00Z 0001-01-01T00:00:00Z 0000-01-01T00:00:00Z 9999-12-31T23:59:59.999Z".split(" "),
  ..."2016-12-31T23:59:60Z 2026-01-01T00:00:00+14:00 2026-01-01T24:00:00Z 1970-01-01T00:00:00.000000001Z".split(" "),
  "0001-01-01T00:00:00+14:00",
  "9999-12-31T23:59:59-12:00",
];

/** Bodies that are no value of any contract. */
export const RAW_BODIES: readonly string[] = [
  ...["", "{", "null", "[]", '""', "0", "\0", "{}{}", '{"a":1,"a":2}', '{"__proto__":{"admin":true}}'],
  ...['{"constructor":{"prototype":{}}}', "\ufeff{}", '{"a":1e999}', '{"a":"\\ud800"}', "'single'"],
  `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  `{"a":`.repeat(5_000),
  JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]))),
];

/** Of headers that the service reads; Node lets no control character through. */
export const HEADERS: Readonly<Record<string, readonly string[]>> = {
  "if-match": ['W/"1"', '"1"', "*", 'W/"99999999999999999999"', 'W/"-1"', "W/", '"', 'W/"1", W/"2"'],
  "if-none-match": ['W/"1"', "*", '"'],
  "idempotency-key": ["k", "a-key-of-somebody", "é", "k".repeat(300), "' or 1=1 --"],
  "x-request-id": ["request-of-a-fuzzer", "<script>", "x".repeat(300), "é"],
  "accept-language": ["fr", "fr;q=x", "*", ",".repeat(500), "ht-HT-x-y"],
  "content-type": [
    "application/json; charset=utf-16",
    "text/plain",
    "application/xml",
    "multipart/form-data",
    "a/b;;;",
    "x",
  ],
  accept: ["*/*", "text/event-stream", "application/xml", ""],
  range: ["bytes=0-", "bytes=-1", "bytes=99999999999999-1", "bytes=0-0,1-1", "x"],
  cookie: ["ribin_session=x", "ribin_session=%", ";=;=", "__Host-ribin=x; __Host-ribin=y"],
  "x-ribin-workbench": ["1", ""],
  "sec-fetch-site": ["same-origin", "cross-site"],
  "x-forwarded-for": ["127.0.0.1", "x", "1.2.3.4, 5.6.7.8"],
  "upload-offset": ["0", "-1", "1e9", "x"],
  "upload-length": ["0", "99999999999999999", "-1"],
  "upload-metadata": ["filename", "filename é", "filename !!!!, filename YQ==", "exhibitId YQ==,region Qg=="],
  "tus-resumable": ["1.0.0", "9.9.9"],
  "content-encoding": ["gzip", "br"],
  traceparent: ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-x"],
};
