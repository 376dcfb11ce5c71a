export const image = {
  opening: "La imagen se está abriendo",
  about:
    "El archivo tal como se recibió, píxel por píxel. El contraste y la gamma cambian lo que se muestra, nunca el archivo.",
  how: "Qué se muestra",
  picture: "Vista previa",
  prepared: "Marcas preparadas",
  received: "Tal como se recibió",
  stage:
    "{{name}}, la imagen tal como se recibió. Las flechas mueven, más y menos amplían, 0 la muestra entera, 1 muestra sus propios píxeles.",
  scaleUnknown: "escala desconocida, longitudes en píxeles",
  stretched: "16 bits: la milésima más oscura y la más clara se muestran en negro y blanco",
  contrast: "Contraste",
  gamma: "Gamma",
  plain: "Restablecer los tonos",
  missing: {
    title: "Una parte de la imagen no llegó entera",
    about: "Se dañó en el camino o en el almacén. Se muestra el resto; si sigue así, avise al operador.",
  },
  none: {
    CONFLICT: "Esta adquisición es una superficie; no tiene imagen 2D.",
    FORBIDDEN:
      "El archivo tal como se recibió solo se muestra tras autorizar el caso; el acuerdo cubre la marca preparada.",
    NOT_FOUND: "El archivo tal como se recibió no se muestra a su Estado.",
    IMAGE_UNREADABLE:
      "Esta imagen no se puede dibujar: el archivo está dañado o es de una clase desconocida. Aún se puede descargar.",
  },
  keys: {
    left: "A la izquierda",
    right: "A la derecha",
    up: "Arriba",
    down: "Abajo",
    zoomIn: "Ampliar",
    zoomOut: "Reducir",
    whole: "La imagen entera",
    pixels: "Píxel por píxel",
    switch: "La vista previa, o la imagen tal como se recibió",
  },
};
