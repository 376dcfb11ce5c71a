import type { signIn as english } from "../en/sign-in.ts";

export const signIn: typeof english = {
  title: "Iniciar sesión en RIBIN",
  network: "Red Regional Integrada de Información Balística",
  email: "Correo electrónico",
  password: "Contraseña",
  signIn: "Iniciar sesión",
  signInWith: "Iniciar sesión con {{name}}",
  code: "Código de su autenticador",
  codeHint: "Seis cifras, o uno de sus códigos de recuperación.",
  back: "Volver",
  verifyReport: "Comprobar un informe",
  completing: "Iniciando su sesión",
  flowLost: "Este inicio de sesión no se empezó en esta pestaña, o tardó demasiado.",
  flowLostGo: "Empezar de nuevo",
  purposeWhy:
    "Cada búsqueda y cada consulta de indicios de otro Estado se registra con una finalidad. Se indica una vez por sesión.",
  purpose: "Usted trabaja para",
  caseNumber: "Número de caso",
  caseNumberHint: "Del caso en que trabaja. Déjelo vacío si no hay un solo caso.",
  noCase: "No hay un solo caso, porque",
  noCaseReasons: {
    queue_review: "reviso una cola de muchos casos",
    verification_for_others: "verifico para otro Estado",
    case_not_entered: "el caso aún no está registrado",
    quality_audit: "audito la calidad",
    oversight: "superviso",
  },
  statement: "En sus palabras",
  statementHint: "Una línea, tal como la leerá un auditor.",
  goOn: "Seguir",
};
