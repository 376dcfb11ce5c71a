export const image = {
  opening: "Imaj la ap louvri",
  about:
    "Fichye a jan yo te resevwa l, piksèl pa piksèl. Kontras ak gama chanje sa ki parèt, yo pa janm chanje fichye a.",
  how: "Sa ki parèt",
  picture: "Apèsi",
  prepared: "Mak ki prepare",
  received: "Jan yo te resevwa l",
  stage:
    "{{name}}, imaj la jan yo te resevwa l. Flèch yo deplase, plis ak mwens agrandi, 0 montre tout, 1 montre pwòp piksèl li.",
  scaleUnknown: "echèl la enkoni, longè yo an piksèl",
  stretched: "16 bit: milyèm ki pi fonse a ak milyèm ki pi klè a parèt nwa ak blan",
  contrast: "Kontras",
  gamma: "Gama",
  plain: "Remete ton yo",
  missing: {
    title: "Yon pati nan imaj la pa rive antye",
    about: "Li gate sou wout la oswa kote yo sere l la. Nou montre rès la; si sa rete konsa, avèti operatè a.",
  },
  none: {
    CONFLICT: "Akizisyon sa a se yon sifas; li pa gen imaj 2D.",
    FORBIDDEN: "Fichye a jan yo te resevwa l parèt sèlman lè yo pataje dosye a; akò a kouvri mak ki prepare a.",
    NOT_FOUND: "Fichye a jan yo te resevwa l pa parèt pou Eta ou.",
    IMAGE_UNREADABLE:
      "Imaj sa a pa ka desine: fichye a domaje, oswa se yon kalite nou pa konnen. Ou ka toujou telechaje l.",
  },
  keys: {
    left: "Agoch",
    right: "Adwat",
    up: "Anwo",
    down: "Anba",
    zoomIn: "Agrandi",
    zoomOut: "Redui",
    whole: "Tout imaj la",
    pixels: "Piksèl pa piksèl",
    switch: "Apèsi a, oswa imaj la jan yo te resevwa l",
  },
};
