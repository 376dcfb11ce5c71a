/** 2D images as they were received, cut into tiles of ever coarser levels, so that a screen loads no more of one than it shows. */

export interface ImagePyramid {
  readonly tileSize: number;
  /** Level 0 is the image itself; each further one has half the pixels a side. */
  readonly levels: readonly { readonly width: number; readonly height: number }[];
  /** Samples of 16 bits that were stretched to the 8 of a screen: the darkest and lightest thousandth are black and white. */
  readonly stretched: boolean;
}

export interface ImagePyramids {
  /**
   * What is kept of the acquisition; else it is made of the bytes that `read` gives, one image at a time.
   * @throws RibinError IMAGE_UNREADABLE, SIZE_ABSURD, IMAGE_BOMB
   */
  open(acquisitionId: string, read: () => Promise<Uint8Array>): Promise<ImagePyramid>;
  /** As WebP, level 0 without loss; null where the image has no such tile, or is not kept any more. */
  cutTile(acquisitionId: string, place: TilePlace): Promise<Uint8Array | null>;
  /** Takes out what `listThere` does not give back; gives how many went. */
  forgetGone(listThere: (acquisitionIds: readonly string[]) => Promise<readonly string[]>): Promise<number>;
}

export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}
