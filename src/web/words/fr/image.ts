export const image = {
  opening: "L’image s’ouvre",
  about:
    "Le fichier tel qu’il a été reçu, pixel par pixel. Le contraste et le gamma changent ce qui est montré, jamais le fichier.",
  how: "Ce qui est montré",
  picture: "Aperçu",
  prepared: "Traces préparées",
  received: "Telle que reçue",
  stage:
    "{{name}}, l’image telle que reçue. Les flèches déplacent, plus et moins agrandissent, 0 montre tout, 1 montre ses propres pixels.",
  scaleUnknown: "échelle inconnue, longueurs en pixels",
  stretched: "16 bits : le millième le plus sombre et le plus clair sont montrés en noir et en blanc",
  contrast: "Contraste",
  gamma: "Gamma",
  plain: "Rétablir les tons",
  missing: {
    title: "Une partie de l’image n’est pas arrivée entière",
    about:
      "Elle a été abîmée en chemin ou dans le stockage. Le reste est affiché ; si cela persiste, prévenez l’opérateur.",
  },
  none: {
    CONFLICT: "Cette acquisition est une surface ; elle n’a pas d’image 2D.",
    FORBIDDEN:
      "Le fichier tel que reçu n’est montré qu’après communication du dossier ; l’accord couvre la trace préparée.",
    NOT_FOUND: "Le fichier tel que reçu n’est pas montré à votre État.",
    IMAGE_UNREADABLE:
      "Cette image ne peut pas être dessinée : le fichier est endommagé ou d’un genre inconnu. Il reste téléchargeable.",
  },
  keys: {
    left: "À gauche",
    right: "À droite",
    up: "Vers le haut",
    down: "Vers le bas",
    zoomIn: "Agrandir",
    zoomOut: "Réduire",
    whole: "Toute l’image",
    pixels: "Pixel par pixel",
    switch: "L’aperçu, ou l’image telle que reçue",
  },
};
