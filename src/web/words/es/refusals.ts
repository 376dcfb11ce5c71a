import type { refusals as english } from "../en/refusals.ts";

export const refusals: typeof english = {
  reference: "Referencia: {{id}}",
  again: "Intentar de nuevo",
  NETWORK: {
    title: "No hay conexión con el servicio",
    remedy: "Compruebe la línea; lo que escribió se conserva. Después intente de nuevo.",
  },
  VALIDATION_FAILED: { title: "Hay algo mal rellenado", remedy: "Corrija los campos que se indican." },
  CURSOR_INVALID: { title: "Esta lista ha cambiado", remedy: "Cargue la lista de nuevo desde el principio." },
  FORBIDDEN: {
    title: "No tiene permiso para hacer esto",
    remedy: "Pida al coordinador de su Estado el rol o la autorización de acceso.",
  },
  PURPOSE_REQUIRED: {
    title: "No ha indicado para qué trabaja",
    remedy: "Indique una vez la finalidad y el número de caso; después esto continúa.",
  },
  NOT_FOUND: {
    title: "No se encuentra",
    remedy: "Compruebe la dirección o el número; lo que usted no puede ver tampoco se encuentra.",
  },
  RECORD_REMOVED: {
    title: "El Estado propietario lo retiró",
    remedy: "Ya no se muestra nada de ello. Si su trabajo se apoyaba en ello, consulte al laboratorio de ese Estado.",
  },
  CONFLICT: {
    title: "Esto ya no es posible",
    remedy: "Algo cambió entretanto. Cargue la página de nuevo; muestra lo que sigue.",
  },
  DUPLICATE_ACQUISITION: {
    title: "Su laboratorio ya envió este mismo archivo",
    remedy: "Use la adquisición que ya existe; no hace falta enviar nada otra vez.",
  },
  DUPLICATE_RECORD: {
    title: "Ya hay un registro así",
    remedy: "Use ese registro o indique otra cosa.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: "Esto ya se envió con otro contenido",
    remedy: "Cargue la página de nuevo para ver lo que se guardó y decida otra vez.",
  },
  IDEMPOTENCY_IN_PROGRESS: {
    title: "Esto todavía se está guardando",
    remedy: "Espere un momento e intente de nuevo. Cuenta una sola vez.",
  },
  SAME_EXAMINER: {
    title: "Debe verificar otra persona",
    remedy: "Pídalo a un segundo perito, preferiblemente de otro Estado.",
  },
  SAME_COORDINATOR: {
    title: "Una segunda persona debe confirmar la eliminación",
    remedy: "Pídalo a otro coordinador nacional de su Estado cuyo acceso no haya emitido ninguno de ustedes dos.",
  },
  PURGE_BLOCKED: {
    title: "Una retención legal o un acierto impide la eliminación",
    remedy:
      "Levante la retención, o indique cómo se acordó con los Estados del acierto que la evidencia puede eliminarse.",
  },
  VERIFICATION_MISSING: {
    title: "Aún no hay una verificación a ciegas que coincida",
    remedy: "Un segundo perito debe registrar antes una conclusión.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: "Este tipo de archivo no se puede enviar aquí",
    remedy: "Elija un archivo de uno de los tipos que la página indica.",
  },
  PRECONDITION_FAILED: {
    title: "Otra persona lo cambió mientras usted lo tenía abierto",
    remedy: "Cargue la página de nuevo, mire qué cambió y decida otra vez.",
  },
  PRECONDITION_REQUIRED: {
    title: "La página no sabe qué versión vio usted",
    remedy: "Cargue la página de nuevo y repita lo que hizo.",
  },
  TOO_MANY_REQUESTS: {
    title: "Se pidió demasiado en poco tiempo",
    remedy: "Espere un minuto e intente de nuevo.",
  },
  EVIDENCE_ALTERED: {
    title: "Una marca guardada no es la que se comparó",
    remedy: "No se fíe de ella. Avise al operador, que debe restaurarla de una copia de seguridad.",
  },
  FILE_SEAL_BROKEN: {
    title: "Un archivo guardado no es el que se selló",
    remedy:
      "No se fíe de él. Avise al operador, que debe dejarlo como está y restaurar el archivo de una copia de seguridad.",
  },
  STORE_KEY_MISSING: {
    title: "Falta la clave que abre los archivos guardados",
    remedy: "Avise al operador: no se ha perdido nada, pero no se puede leer ningún archivo hasta que la clave vuelva.",
  },
  FILE_NOT_FOUND: {
    title: "El archivo no está en el almacén",
    remedy: "Avise al operador, que debe restaurarlo de una copia de seguridad.",
  },
  AUDIT_BROKEN: {
    title: "El registro de auditoría está roto",
    remedy: "No cambie nada. Avise al auditor y al operador, que lo comparan con copias guardadas en otro lugar.",
  },
  INTERNAL: {
    title: "El servicio falló",
    remedy: "No es culpa suya. Intente de nuevo; si se repite, dé la referencia al operador.",
  },
  UNAVAILABLE: {
    title: "El servicio no está listo",
    remedy: "Intente de nuevo en un minuto; si continúa, avise al operador.",
  },
  UNAUTHENTICATED: { title: "No ha iniciado sesión", remedy: "Inicie sesión de nuevo." },
  SIGN_IN_FAILED: {
    title: "No se pudo iniciar sesión",
    remedy: "Compruebe la dirección de correo y la contraseña.",
  },
  SECOND_FACTOR_FAILED: {
    title: "El código no fue aceptado",
    remedy:
      "Espere el siguiente código de su autenticador o use un código de recuperación. Pasados unos minutos, inicie sesión desde el principio.",
  },
  SECOND_FACTOR_REQUIRED: {
    title: "Primero debe registrar un segundo factor",
    remedy: "Registre un autenticador en la página de su cuenta.",
  },
  INVITATION_INVALID: {
    title: "La invitación no es válida",
    remedy: "Pida una nueva a su coordinador; cada una sirve una sola vez, hasta que caduca.",
  },
  SIGN_IN_HELD: {
    title: "Demasiados intentos fallidos",
    remedy: "Espere un rato, o pida a su coordinador que levante la espera.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    title: "Falló el inicio de sesión en el proveedor de identidad",
    remedy: "Inicie sesión de nuevo; si se repite, dé la referencia al operador.",
  },
  IDENTITY_UNKNOWN: {
    title: "Ninguna cuenta corresponde a esta identidad",
    remedy: "Pida una invitación al coordinador de su Estado e inicie sesión con ella.",
  },
  SET_UP_CODE_INVALID: {
    title: "El código de puesta en marcha no fue aceptado",
    remedy:
      "Cópielo entero del archivo que indica el registro del servicio. Sirve una sola vez; un reinicio escribe uno nuevo.",
  },
  SET_UP_DONE: {
    title: "La región ya está en marcha",
    remedy: "Inicie sesión. Los coordinadores invitan a los demás.",
  },
  LAST_SIGN_IN: {
    title: "La persona ya no podría iniciar sesión",
    remedy: "Haga vincular antes otra identidad o establecer una contraseña; o confirme que es lo que se quiere.",
  },
  UPLOAD_TOO_LARGE: {
    title: "El archivo es demasiado grande",
    remedy: "Envíe un archivo por debajo del límite que se indica.",
  },
  UPLOAD_EMPTY: { title: "El archivo está vacío", remedy: "Exporte el archivo de nuevo desde el instrumento." },
  UPLOAD_INCOMPLETE: {
    title: "El envío no está completo",
    remedy: "Continúe el envío hasta que llegue todo el archivo.",
  },
  UPLOAD_NOT_FOUND: { title: "Este envío ya no existe", remedy: "Comience el envío de nuevo." },
  FORMAT_UNKNOWN: { title: "Este formato de archivo no se admite", remedy: "Envíe X3P, PNG, TIFF o JPEG." },
  FORMAT_MISMATCH: {
    title: "El contenido del archivo no es lo que dice su nombre",
    remedy: "Dé al archivo la extensión de su formato real.",
  },
  X3P_NOT_ZIP: {
    title: "El archivo X3P no es un archivo zip",
    remedy: "Exporte el escaneo de nuevo como X3P.",
  },
  X3P_ZIP_TRUNCATED: {
    title: "El archivo X3P está cortado o dañado",
    remedy: "Copie el archivo de nuevo y compare su tamaño con el original.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    title: "El archivo X3P contiene demasiados archivos",
    remedy: "Exporte solo el escaneo, sin otros archivos.",
  },
  X3P_ZIP_BOMB: {
    title: "El archivo X3P supera el límite al descomprimirse",
    remedy: "Compruebe de dónde vino el archivo; un escaneo no se comprime así.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    title: "El archivo X3P intenta escribir fuera de sí mismo",
    remedy: "Compruebe de dónde vino el archivo; no lo abra.",
  },
  X3P_ENTRY_MISSING: {
    title: "Falta una parte del archivo X3P",
    remedy: "Exporte el escaneo de nuevo; deben estar la descripción (main.xml) y los datos que nombra.",
  },
  X3P_XML_INVALID: {
    title: "La descripción del archivo X3P no es válida",
    remedy: "Exporte el escaneo de nuevo; el mensaje indica la parte errónea.",
  },
  X3P_XML_FORBIDDEN: {
    title: "La descripción del archivo X3P tiene partes no permitidas",
    remedy: "Compruebe de dónde vino el archivo; un escaneo no necesita doctype ni entidades.",
  },
  X3P_CHECKSUM_MISSING: {
    title: "El archivo X3P no tiene suma de verificación",
    remedy: "Exporte el escaneo de nuevo con sumas de verificación, como exige la norma ISO 25178-72.",
  },
  X3P_CHECKSUM_MISMATCH: {
    title: "El archivo X3P no concuerda con su suma de verificación",
    remedy: "Copie el archivo de nuevo; si se repite, el archivo fue alterado.",
  },
  X3P_MATRIX_SIZE: {
    title: "El escaneo no tiene el tamaño que dice su descripción",
    remedy: "Exporte el escaneo de nuevo.",
  },
  X3P_UNSUPPORTED: {
    title: "Esta clase de archivo X3P no se admite",
    remedy: "Envíe un escaneo de superficie (una matriz de alturas); el mensaje dice qué es el archivo.",
  },
  SIZE_ABSURD: {
    title: "La imagen o el escaneo supera los 10 000 puntos por lado, o es demasiado grande en total",
    remedy: "Recorte a la zona de interés o reduzca la resolución.",
  },
  SURFACE_EMPTY: { title: "Faltan todos los valores del escaneo", remedy: "Escanee el indicio de nuevo." },
  SCALE_INVALID: {
    title: "La escala no es verosímil",
    remedy: "Indique la escala: metros para X3P, micrómetros por píxel para una imagen.",
  },
  IMAGE_UNREADABLE: { title: "No se puede leer la imagen", remedy: "Exporte la imagen de nuevo." },
  IMAGE_BOMB: {
    title: "La imagen tiene más píxeles de los permitidos",
    remedy: "Compruebe de dónde vino el archivo; envíe como máximo 50 millones de píxeles, 10 000 por lado.",
  },
  IMPORT_INVALID: {
    title: "No se puede importar el archivo",
    remedy: "Corrija las filas y columnas que se indican y envíelo de nuevo; no se guardó nada de él.",
  },
  IMPORT_XML_FORBIDDEN: {
    title: "El archivo XML tiene partes no permitidas",
    remedy:
      "Compruebe de dónde vino el archivo; el formato no necesita doctype, entidades ni instrucciones de proceso.",
  },
  IMPORT_WRONG_STATE: {
    title: "El archivo es de otro Estado",
    remedy:
      "Solo las personas de ese Estado lo importan; la evidencia de un Estado se comparte mediante una autorización.",
  },
  BUNDLE_UNREADABLE: {
    title: "No se puede abrir el paquete",
    remedy:
      "Se dañó en el camino o se hizo para otra región. Envíelo de nuevo, o hágalo de nuevo para la clave publicada de esta región.",
  },
  BUNDLE_INVALID: {
    title: "El paquete no está bien formado",
    remedy: "Hágalo de nuevo en la estación; el mensaje dice qué está mal.",
  },
  BUNDLE_KEY_REFUSED: {
    title: "El paquete no está firmado con una clave válida de su Estado",
    remedy: "Pida al coordinador nacional que registre la clave de la estación y haga el paquete de nuevo con ella.",
  },
  REPORT_NOT_VERIFIED: {
    title: "No consta que el informe sea auténtico",
    remedy: "No se fíe de él; obtenga de nuevo el informe y su firma de la persona a quien se emitió.",
  },
  REPORT_WITHDRAWN: {
    title: "El informe fue retirado",
    remedy: "No se fíe de él; pida al Estado emisor el informe que lo sustituye.",
  },
  NOT_COMPARABLE: {
    title: "No se pueden comparar los dos",
    remedy: "El mensaje dice por qué; compare la misma zona a una escala conocida.",
  },
  REGION_UNSUPPORTED: {
    title: "Esta zona todavía no se puede comparar",
    remedy: "Use el plano de cierre, la huella de la aguja percutora o una huella de campo.",
  },
  MODEL_INVALID: {
    title: "Un modelo de búsqueda está dañado",
    remedy: "Avise al operador, que debe restaurar los modelos de la versión entregada.",
  },
  JOB_FAILED: {
    title: "Falló un paso del procesamiento",
    remedy: "El motivo figura con la tarea; el operador puede iniciarla de nuevo.",
  },
  EXAMINATION_NOT_DOCUMENTED: {
    title: "El indicio cuestionado aún no está documentado",
    remedy: "Observe el indicio por sí solo y registre lo que ve. Después vuelva a la comparación.",
  },
  VERIFIER_NOT_ASSIGNED: {
    title: "Se designó a otro perito",
    remedy:
      "El sistema elige quién verifica y quién decide en una consulta; las suyas figuran en Verificaciones. Un coordinador puede pedir una nueva designación.",
  },
  KNOWN_PAIR: {
    title: "Era un control de calidad a ciegas, no un caso",
    remedy:
      "No hay nada más que hacer: su conclusión cuenta para las cifras del laboratorio. Un par conocido no produce acierto ni informe.",
  },
  CONSULTATION_STATEMENTS_MISSING: {
    title: "Los dos peritos aún no han declarado ambos lo que ven",
    remedy: "Cada uno registra una declaración antes de que se registre el resultado de la consulta.",
  },
  MAIL_REFUSED: {
    title: "El servidor de correo rechazó el mensaje",
    remedy:
      "Corrija la dirección de correo de la cuenta, o pida al operador que revise el servidor de correo; después inícielo de nuevo.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: "No se pueden enviar mensajes a esta dirección",
    remedy: "Use una dirección https de un servidor público, o pida al operador que permita la red.",
  },
  WEBHOOK_GONE: {
    title: "El receptor dice que su dirección ya no existe",
    remedy: "Retire el webhook, o haga corregir el receptor e inicie la tarea de nuevo.",
  },
  LOGOUT_TOKEN_REFUSED: {
    title: "No se aceptó el token de cierre de sesión",
    remedy: "Esto atañe al proveedor de identidad, no a usted: indique la referencia de abajo al operador.",
  },
};
