import type { signIn as english } from "../en/sign-in.ts";

export const signIn: typeof english = {
  title: "Konekte nan RIBIN",
  network: "Rezo Rejyonal Entegre Enfòmasyon Balistik",
  email: "Imèl",
  password: "Modpas",
  signIn: "Konekte",
  signInWith: "Konekte ak {{name}}",
  code: "Kòd otantifikatè ou",
  codeHint: "Sis chif, oswa youn nan kòd sekou ou yo.",
  back: "Tounen",
  verifyReport: "Verifye yon rapò",
  completing: "W ap konekte",
  flowLost: "Koneksyon sa a pa t kòmanse nan onglè sa a, oswa li pran twòp tan.",
  flowLostGo: "Rekòmanse",
  purposeWhy:
    "Chak rechèch ak chak gade prèv yon lòt Eta anrejistre ak yon rezon. Ou di li yon sèl fwa pou sesyon sa a.",
  purpose: "W ap travay pou",
  caseNumber: "Nimewo dosye",
  caseNumberHint: "Dosye w ap travay sou li a. Kite l vid si pa gen yon sèl dosye.",
  noCase: "Pa gen yon sèl dosye, paske",
  noCaseReasons: {
    queue_review: "m ap revize yon lis anpil dosye",
    verification_for_others: "m ap verifye pou yon lòt Eta",
    case_not_entered: "dosye a poko antre",
    quality_audit: "m ap fè odit kalite",
    oversight: "m ap siveye",
  },
  statement: "Nan pwòp mo ou",
  statementHint: "Yon liy, jan yon oditè pral li l.",
  goOn: "Kontinye",
};
