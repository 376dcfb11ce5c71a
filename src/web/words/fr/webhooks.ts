import type { webhooks as english } from "../en/webhooks.ts";

export const webhooks: typeof english = {
  title: "Autres systèmes avertis",
  make: "Ajouter un webhook",
  go: "Ajouter",
  none: "Aucun autre système n’est averti",
  noneMeans:
    "Un webhook avertit un autre système de votre État qu’il y a quelque chose à voir : le genre, l’enregistrement et votre État, sans aucun fait d’une affaire.",
  made: "Le webhook est ajouté",
  makeAbout:
    "Chaque message est signé selon Standard Webhooks. Il dit de quel genre il s’agit et de quel enregistrement ; l’autre système lit le reste avec ses propres droits.",
  address: "Adresse",
  addressHint: "https, d’un hôte public.",
  kinds: "Il est averti de",
  standing: "Situation",
  since: "Depuis",
  told: "Est averti",
  withdrawnOn: "Retiré le {{when}}",
  facts: "Le webhook",
  all: "Tous les webhooks",
  secret: "Secret",
  secretAbout:
    "Donnez-le maintenant à l’autre système : il vérifie par lui qu’un message vient d’ici. Il n’est montré que cette fois et conservé scellé.",
  newSecret: "Nouveau secret",
  newSecretGo: "Créer un nouveau secret",
  newSecretMeans:
    "Pendant un jour, l’ancien secret signe à côté du nouveau, pour que l’autre système puisse le reprendre.",
  newSecretAbout:
    "Donnez-le à l’autre système avant le {{when}} : jusque-là, l’ancien signe à côté. Il n’est montré que cette fois.",
  withdraw: "Retirer",
  withdrawTitle: "Retirer le webhook",
  withdrawMeans:
    "Plus rien n’y est envoyé, y compris ce qui attend encore. Il ne peut être repris ; ajoutez-en un nouveau.",
  test: "Envoyer un message d’essai",
  testSent: "Un message d’essai est en route ; son sort figure ci-dessous.",
  testKind: "Essai",
  deliveries: "Ce qui a été envoyé",
  noDeliveries: "Rien n’a encore été envoyé",
  noDeliveriesMeans: "Le premier message part quand quelqu’un de votre État est averti de l’un de ces genres.",
  what: "De quoi",
  when: "Quand",
  tries: "Essais",
  do: "Ce qui est possible",
  retry: "Réessayer",
  delivered: "accepté",
  deliveryStates: {
    pending: "En attente",
    queued: "Dans la file",
    active: "En cours d’envoi",
    done: "Accepté",
    failed: "Échoué définitivement",
  },
};
