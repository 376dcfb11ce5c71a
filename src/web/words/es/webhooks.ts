import type { webhooks as english } from "../en/webhooks.ts";

export const webhooks: typeof english = {
  title: "Otros sistemas a los que se avisa",
  make: "Añadir un webhook",
  go: "Añadir",
  none: "No se avisa a ningún otro sistema",
  noneMeans:
    "Un webhook avisa a otro sistema de su Estado de que hay algo que mirar: su clase, el registro y su Estado, y ningún hecho de un caso.",
  made: "El webhook está añadido",
  makeAbout:
    "Cada mensaje va firmado según Standard Webhooks. Dice de qué clase es algo y de qué registro se trata; el otro sistema lee el resto con sus propios derechos.",
  address: "Dirección",
  addressHint: "https, de un servidor público.",
  kinds: "Se le avisa de",
  standing: "Situación",
  since: "Desde",
  told: "Se le avisa",
  withdrawnOn: "Retirado el {{when}}",
  facts: "El webhook",
  all: "Todos los webhooks",
  secret: "Secreto",
  secretAbout:
    "Déselo ahora al otro sistema: con él comprueba que un mensaje viene de aquí. Se muestra solo esta vez y se guarda sellado.",
  newSecret: "Secreto nuevo",
  newSecretGo: "Crear un secreto nuevo",
  newSecretMeans: "Durante un día el secreto anterior firma junto al nuevo, para que el otro sistema pueda adoptarlo.",
  newSecretAbout:
    "Déselo al otro sistema antes del {{when}}: hasta entonces el anterior firma a su lado. Se muestra solo esta vez.",
  withdraw: "Retirar",
  withdrawTitle: "Retirar el webhook",
  withdrawMeans: "Ya no se envía nada allí, tampoco lo que aún espera. No puede reanudarse; añada uno nuevo.",
  deliveries: "Lo que se envió",
  noDeliveries: "Todavía no se ha enviado nada",
  noDeliveriesMeans: "El primer mensaje sale cuando se avisa a alguien de su Estado de una de estas clases.",
  what: "De qué",
  when: "Cuándo",
  tries: "Intentos",
  do: "Qué se puede hacer",
  retry: "Intentar de nuevo",
  delivered: "aceptado",
  deliveryStates: {
    pending: "En espera",
    queued: "En la cola",
    active: "Enviándose",
    done: "Aceptado",
    failed: "Falló definitivamente",
  },
};
