import type { StateCode } from "../vocabulary.ts";

/** Where each state's labs keep their day (IANA). */
export const TIME_ZONES: Readonly<Record<StateCode, string>> = {
  AG: "America/Antigua",
  BS: "America/Nassau",
  BB: "America/Barbados",
  BZ: "America/Belize",
  DM: "America/Dominica",
  GD: "America/Grenada",
  GY: "America/Guyana",
  JM: "America/Jamaica",
  MS: "America/Montserrat",
  KN: "America/St_Kitts",
  LC: "America/St_Lucia",
  VC: "America/St_Vincent",
  TT: "America/Port_of_Spain",
  HT: "America/Port-au-Prince",
  SR: "America/Paramaribo",
  AI: "America/Anguilla",
  BM: "Atlantic/Bermuda",
  VG: "America/Tortola",
  KY: "America/Cayman",
  TC: "America/Grand_Turk",
  CW: "America/Curacao",
  DO: "America/Santo_Domingo",
};
