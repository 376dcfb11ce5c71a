/** A picture of a comparison as an examiner had set it up, kept as a bench note. */

/** What a screen shows, at twice the points of one. */
export const PICTURE_LIMITS = { maxSide: 6_000, maxPixels: 16_000_000, maxBytes: 8 * 1024 * 1024 } as const;
/** What one person may keep of one linkage. */
export const MOST_PICTURES = 100;
