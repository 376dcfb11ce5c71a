/** Another seed at each run, printed so that the run can be had again: RIBIN_FUZZ_SEED names one. */
export function readSeed(suite: string): number {
  const given = process.env.RIBIN_FUZZ_SEED;
  const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given);
  process.stderr.write(`${suite}: RIBIN_FUZZ_SEED=${seed}\n`);
  return seed;
}
