/** ISO 3166-1 codes of the states whose labs take part, with the languages of their pages and reports. */
export const STATES = {
  AG: { name: "Antigua and Barbuda", standing: "member", languages: ["en"] },
  BS: { name: "The Bahamas", standing: "member", languages: ["en"] },
  BB: { name: "Barbados", standing: "member", languages: ["en"] },
  BZ: { name: "Belize", standing: "member", languages: ["en"] },
  DM: { name: "Dominica", standing: "member", languages: ["en"] },
  GD: { name: "Grenada", standing: "member", languages: ["en"] },
  GY: { name: "Guyana", standing: "member", languages: ["en"] },
  JM: { name: "Jamaica", standing: "member", languages: ["en"] },
  MS: { name: "Montserrat", standing: "member", languages: ["en"] },
  KN: { name: "Saint Kitts and Nevis", standing: "member", languages: ["en"] },
  LC: { name: "Saint Lucia", standing: "member", languages: ["en"] },
  VC: { name: "Saint Vincent and the Grenadines", standing: "member", languages: ["en"] },
  TT: { name: "Trinidad and Tobago", standing: "member", languages: ["en"] },
  HT: { name: "Haiti", standing: "member", languages: ["fr", "ht"] },
  SR: { name: "Suriname", standing: "member", languages: ["nl"] },
  AI: { name: "Anguilla", standing: "associate", languages: ["en"] },
  BM: { name: "Bermuda", standing: "associate", languages: ["en"] },
  VG: { name: "British Virgin Islands", standing: "associate", languages: ["en"] },
  KY: { name: "Cayman Islands", standing: "associate", languages: ["en"] },
  TC: { name: "Turks and Caicos Islands", standing: "associate", languages: ["en"] },
  CW: { name: "Curaçao", standing: "associate", languages: ["nl", "en"] },
  DO: { name: "Dominican Republic", standing: "partner", languages: ["es"] },
} as const;

export type StateCode = keyof typeof STATES;
export const STATE_CODES = Object.keys(STATES) as [StateCode, ...StateCode[]];
