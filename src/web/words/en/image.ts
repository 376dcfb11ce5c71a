export const image = {
  opening: "The image is being opened",
  about: "The file as it was received, pixel for pixel. Contrast and gamma change what is shown, never the file.",
  how: "What is shown",
  picture: "Picture",
  prepared: "Prepared marks",
  received: "As received",
  stage:
    "{{name}}, the image as it was received. Arrow keys move, plus and minus zoom, 0 shows all of it, 1 shows its own pixels.",
  scaleUnknown: "scale unknown, lengths in pixels",
  stretched: "16 bits: the darkest and lightest thousandth are drawn as black and white",
  contrast: "Contrast",
  gamma: "Gamma",
  plain: "Reset the tones",
  missing: {
    title: "A part of the image did not come whole",
    about: "It was damaged on its way, or in the store. The rest is shown; if it stays so, tell the operator.",
  },
  none: {
    CONFLICT: "This acquisition is a surface; it has no 2D image.",
    FORBIDDEN:
      "The file as it was received is shown only with a release of its case; an agreement covers the prepared mark.",
    NOT_FOUND: "The file as it was received is not shown to your state.",
    IMAGE_UNREADABLE:
      "This image cannot be drawn: the file is damaged, or of a kind that is not known. It can still be downloaded.",
  },
  keys: {
    left: "Left",
    right: "Right",
    up: "Up",
    down: "Down",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    whole: "The whole image",
    pixels: "Pixel for pixel",
    switch: "The picture, or the image as it was received",
  },
};
