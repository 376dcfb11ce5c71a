/** Pictures that a page sends: what is kept is written anew from their pixels, so that nothing else in the file is. */
export interface CleanPicture {
  /** PNG. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface PictureLimits {
  readonly maxSide: number;
  readonly maxPixels: number;
  readonly maxBytes: number;
}

export interface PictureCleaner {
  /** @throws RibinError IMAGE_UNREADABLE (no PNG, or a damaged one), IMAGE_BOMB, SIZE_ABSURD, UPLOAD_TOO_LARGE */
  cleanPng(bytes: Uint8Array, limits: PictureLimits): Promise<CleanPicture>;
  /** One that was made here, within a square of `side` pixels, as PNG; never larger than it is. */
  shrinkPng(bytes: Uint8Array, side: number): Promise<Uint8Array>;
}
