import type { signIn as english } from "../en/sign-in.ts";

export const signIn: typeof english = {
  title: "Aanmelden bij RIBIN",
  network: "Regionaal Geïntegreerd Ballistisch Informatienetwerk",
  email: "E-mail",
  password: "Wachtwoord",
  signIn: "Aanmelden",
  signInWith: "Aanmelden met {{name}}",
  code: "Code van uw authenticator",
  codeHint: "Zes cijfers, of een van uw herstelcodes.",
  back: "Terug",
  verifyReport: "Een rapport controleren",
  completing: "U wordt aangemeld",
  flowLost: "Deze aanmelding is niet in dit tabblad begonnen, of duurde te lang.",
  flowLostGo: "Opnieuw beginnen",
  purposeWhy:
    "Elke zoekopdracht en elke blik op bewijs van een andere staat wordt met een doel vastgelegd. U noemt het eenmaal per sessie.",
  purpose: "U werkt voor",
  caseNumber: "Zaaknummer",
  caseNumberHint: "Van de zaak waaraan u werkt. Laat leeg als er niet één zaak is.",
  noCase: "Er is niet één zaak, want",
  noCaseReasons: {
    queue_review: "ik beoordeel een rij van vele zaken",
    verification_for_others: "ik verifieer voor een andere staat",
    case_not_entered: "de zaak is nog niet ingevoerd",
    quality_audit: "ik controleer de kwaliteit",
    oversight: "ik houd toezicht",
  },
  statement: "In uw eigen woorden",
  statementHint: "Eén regel, zoals een auditor hem zal lezen.",
  goOn: "Verder",
};
