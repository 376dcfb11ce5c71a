/** What is said of the quality of a scan or an image. */
export const QUALITY_SAYINGS = {
  tooSmall: "The image is only {width} x {height} pixels.",
  lowContrast: "The contrast is {figure} of the range of grey.",
  noisyImage: "Noise is {figure} against a contrast of {contrast}.",
  tooBright: "{figure} of the pixels are saturated white.",
  tooDark: "{figure} of the pixels are black.",
  transparent: "{figure} of the pixels are transparent.",
  allTransparent: "All pixels are transparent.",
  noScale:
    "The scale is unknown: state micrometres per pixel; without it only methods that need no scale compare the image.",
  missing: "{figure} of the points inside the mark's outline are missing.",
  smallArea: "Only {figure} square millimetres have data; {wanted} are wanted.",
  tooShort: "The scan is {figure} long; {wanted} are wanted.",
  tooCoarse:
    "The points are {figure} apart, too far for the finest marks: individual marks lie between {least} to {most}.",
  tooFlat: "The surface is nearly flat: its relief is {figure}.",
  noisyScan: "Noise of {figure} stands against a relief of {relief}.",
  spikes: "{figure} of the points are spikes.",
  wrongLengths: "The lengths of the file are not those of a toolmark in any unit; its scale is unknown.",
  profileOnly: "The file is a profile, one row of heights; a comparison needs a surface.",
  fewPoints: "Only {figure} points have a height; {least} are the least.",
  goodImage: "{width} x {height} pixels, contrast {contrast}, {white} saturated.",
  goodScan:
    "{area} square millimetres of data at {pitch}, {missing} missing inside the outline, relief {relief} over {noise} of noise.",
  notSearched: "Not searched:",
} as const;
