/** Striated marks in the second net: profiles laid on each other at every shift. */
import { correlateLags, createTrack, type LagRange, type Track } from "../compare/land-correlate.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import { buildProfileInput, PROFILE_LENGTH } from "../features/profile-input.ts";
import type { ProfileSweepRecord } from "./sweep-record.ts";
import type { SweepScore } from "./sweep-score.ts";

/** Values up to 4 root mean squares, which is what the input is clipped at. */
const PROFILE_STEP = 4 / 127;
const MISSING_SAMPLE = -128;
/** Samples of 5 um by which the middles of two lands may lie apart: .6 mm, both ways. */
const REACH = 120;
/** Share of the shorter profile that must lie on the other. */
const LEAST_OVERLAP = 0.5;

/** @throws RibinError NOT_COMPARABLE without striae to describe */
export function buildProfileSweepRecord(mark: PreparedMark): ProfileSweepRecord {
  const { data } = buildProfileInput(mark);
  const samples = new Int8Array(PROFILE_LENGTH);
  for (let i = 0; i < PROFILE_LENGTH; i++) {
    samples[i] = data[PROFILE_LENGTH + i] === 0 ? MISSING_SAMPLE : Math.round(data[i] / PROFILE_STEP);
  }
  return { kind: "profile", samples };
}

/** Readies one land; the returned function lays others on it. Null where the other record has no data. */
export function createProfileSweep(record: ProfileSweepRecord): (other: ProfileSweepRecord) => SweepScore | null {
  const own = createTrackOf(record);
  return (other) => {
    const track = createTrackOf(other);
    return own === null || track === null ? null : scoreTracks(own, track);
  };
}

/** The best lag by correlation times the root of the overlap: how far above chance, whatever the overlap. */
function scoreTracks(a: Track, b: Track): SweepScore {
  // The record's frame has the middle of each land at one place.
  const offset = b.start - a.start;
  const range: LagRange = { first: offset - REACH, last: offset + REACH };
  const curve = correlateLags(a, b, range, LEAST_OVERLAP * Math.min(a.count, b.count));
  let best = 0;
  for (let k = 0; k < curve.length; k++) {
    const lag = range.first + k;
    const overlap = Math.min(a.values.length, b.values.length + lag) - Math.max(0, lag);
    const value = curve[k] * Math.sqrt(Math.max(0, overlap));
    if (value > best) best = value;
  }
  return { score: best, registration: best, spectrum: 0, angle: 0 };
}

function createTrackOf({ samples }: ProfileSweepRecord): Track | null {
  return createTrack(
    Float32Array.from(samples, (sample) => (sample === MISSING_SAMPLE ? Number.NaN : sample * PROFILE_STEP)),
  );
}
