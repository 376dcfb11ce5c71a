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
  /** What the matrix takes in memory while it is read: its bytes, its numbers as float64 and its heights as float32. */
  readonly maxMatrixMemory: number;
  /** Points a side. */
  readonly maxSide: number;
}

const MIB = 1024 * 1024;

/** The memory is that of 50 million float32 heights, 7,000 x 7,000. */
export const DEFAULT_X3P_LIMITS: X3pLimits = {
  maxEntries: 64,
  maxInflatedBytes: 512 * MIB,
  maxRatio: 100,
  ratioFreeBytes: 16 * MIB,
  maxXmlBytes: 64 * MIB,
  maxMatrixMemory: 768 * MIB,
  maxSide: 10_000,
};

/** Where an exported scan has what the records say of it. */
export const FORENSIC_METADATA_FILE = "ribin/metadata.json";
