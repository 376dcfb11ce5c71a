export const image = {
  opening: "Het beeld wordt geopend",
  about:
    "Het bestand zoals het is ontvangen, pixel voor pixel. Contrast en gamma veranderen wat wordt getoond, nooit het bestand.",
  how: "Wat wordt getoond",
  picture: "Voorbeeld",
  prepared: "Voorbereide sporen",
  received: "Zoals ontvangen",
  stage:
    "{{name}}, het beeld zoals het is ontvangen. Pijltjes verschuiven, plus en min vergroten, 0 toont alles, 1 toont de eigen pixels.",
  scaleUnknown: "schaal onbekend, lengten in pixels",
  stretched: "16 bits: het donkerste en het lichtste duizendste deel worden zwart en wit getoond",
  contrast: "Contrast",
  gamma: "Gamma",
  plain: "Tonen terugzetten",
  missing: {
    title: "Een deel van het beeld is niet heel aangekomen",
    about:
      "Het is onderweg of in de opslag beschadigd. De rest wordt getoond; blijft het zo, meld het dan aan de beheerder.",
  },
  none: {
    CONFLICT: "Deze opname is een oppervlak; ze heeft geen 2D-beeld.",
    FORBIDDEN:
      "Het bestand zoals ontvangen wordt alleen getoond na vrijgave van de zaak; de overeenkomst dekt het voorbereide spoor.",
    NOT_FOUND: "Het bestand zoals ontvangen wordt niet aan uw staat getoond.",
    IMAGE_UNREADABLE:
      "Dit beeld kan niet worden getekend: het bestand is beschadigd of van een onbekende soort. Downloaden kan nog wel.",
  },
  keys: {
    left: "Naar links",
    right: "Naar rechts",
    up: "Omhoog",
    down: "Omlaag",
    zoomIn: "Vergroten",
    zoomOut: "Verkleinen",
    whole: "Het hele beeld",
    pixels: "Pixel voor pixel",
    switch: "Het voorbeeld, of het beeld zoals ontvangen",
  },
};
