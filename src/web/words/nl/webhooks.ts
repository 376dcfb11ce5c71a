import type { webhooks as english } from "../en/webhooks.ts";

export const webhooks: typeof english = {
  title: "Andere systemen die worden ingelicht",
  make: "Een webhook toevoegen",
  go: "Toevoegen",
  none: "Geen ander systeem wordt ingelicht",
  noneMeans:
    "Een webhook meldt een ander systeem van uw staat dat er iets te bekijken is: de soort, het gegeven en uw staat, en geen feit van een zaak.",
  made: "De webhook is toegevoegd",
  makeAbout:
    "Elk bericht is ondertekend volgens Standard Webhooks. Het zegt van welke soort iets is en om welk gegeven het gaat; het andere systeem leest de rest met zijn eigen rechten.",
  address: "Adres",
  addressHint: "https, van een openbare host.",
  kinds: "Het wordt ingelicht over",
  standing: "Stand",
  since: "Sinds",
  told: "Wordt ingelicht",
  withdrawnOn: "Ingetrokken {{when}}",
  facts: "De webhook",
  all: "Alle webhooks",
  secret: "Geheim",
  secretAbout:
    "Geef het nu aan het andere systeem: het controleert ermee dat een bericht van hier komt. Het wordt alleen nu getoond en verzegeld bewaard.",
  newSecret: "Nieuw geheim",
  newSecretGo: "Een nieuw geheim maken",
  newSecretMeans:
    "Een dag lang ondertekent het oude geheim naast het nieuwe, zodat het andere systeem het kan overnemen.",
  newSecretAbout:
    "Geef het voor {{when}} aan het andere systeem: tot dan ondertekent het oude ernaast. Het wordt alleen nu getoond.",
  withdraw: "Intrekken",
  withdrawTitle: "De webhook intrekken",
  withdrawMeans:
    "Er wordt niets meer heen gezonden, ook wat nog wacht niet. Hij kan niet worden hervat; voeg een nieuwe toe.",
  test: "Een testbericht sturen",
  testSent: "Een testbericht is onderweg; hoe het ging, staat hieronder.",
  testKind: "Test",
  deliveries: "Wat is verzonden",
  noDeliveries: "Er is nog niets verzonden",
  noDeliveriesMeans:
    "Het eerste bericht gaat uit wanneer iemand van uw staat over een van deze soorten wordt ingelicht.",
  what: "Waarover",
  when: "Wanneer",
  tries: "Pogingen",
  do: "Wat kan",
  retry: "Opnieuw proberen",
  delivered: "aangenomen",
  deliveryStates: {
    pending: "Wacht",
    queued: "In de rij",
    active: "Wordt verzonden",
    done: "Aangenomen",
    failed: "Definitief mislukt",
  },
};
