/** What a file may cost before it is refused. Every cap is checked before the memory it guards is taken. */
export interface X3pLimits {
  /** Entries of the archive; an honest X3P has four or five. */
  readonly maxEntries: number;
  /** Bytes of all entries together once inflated. */
  readonly maxInflatedBytes: number;
  /** Inflated over stored bytes of one entry above `ratioFreeBytes`. Real scans reach 4, a rendered logo 88. */
  readonly maxRatio: number;
  /** Below this size a high ratio costs nothing: a scan without any value compresses a thousandfold. */
  readonly ratioFreeBytes: number;
  /** Bytes of main.xml, which holds the whole matrix where the matrix is text. */
  readonly maxXmlBytes: number;
  /** Points a side. */
  readonly maxSide: number;
}

const MIB = 1024 * 1024;

/** 512 MiB holds 10,000 x 10,000 points of float32. */
export const DEFAULT_X3P_LIMITS: X3pLimits = {
  maxEntries: 64,
  maxInflatedBytes: 512 * MIB,
  maxRatio: 100,
  ratioFreeBytes: 16 * MIB,
  maxXmlBytes: 64 * MIB,
  maxSide: 10_000,
};

/** Where an exported scan has what the records say of it. */
export const FORENSIC_METADATA_FILE = "ribin/metadata.json";
