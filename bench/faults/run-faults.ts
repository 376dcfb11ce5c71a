/** Takes away one thing after another while uploads go on, and counts afterwards what is there. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom, type Random } from "../../src/analysis/random.ts";
import { chainAllAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { verifyAudit } from "../../src/usecases/audit/verify-audit.ts";
import { EFFECTS } from "../../test/support/fault-effects.ts";
import { tell } from "../support/bench.ts";
import { enterStaff, type Technician } from "../support/service-lab.ts";
import { type FaultLab, openFaultLab } from "./fault-lab.ts";
import { FAULT_KINDS, type FaultKind } from "./kinds.ts";
import { type Answers, type Uploads, uploadOn } from "./upload-on.ts";

/** Acquisitions that are not verified yet, before technicians wait. */
const MOST_OPEN = 8;
const PEOPLE = 2;
const LOOK_MS = 100;
/** After it a fault counts as one that was not recovered from. */
const GIVEN_UP_S = 120;
/** The second net of hundreds of arrivals, at low priority, takes many minutes on two cores. */
const SETTLE_MS = 1_800_000;

export interface FaultRun {
  readonly faults: number;
  readonly seed: number;
  /** No fault begins later; none left out: as long as it takes. */
  readonly minutes: number;
}

export interface FaultCounts {
  readonly seconds: number;
  /** Seconds until the service was well again, of each fault by its kind. */
  readonly recovery: ReadonlyMap<string, readonly number[]>;
  readonly acknowledged: number;
  /** Acknowledged, and not there or not verified at the end. */
  readonly lost: number;
  /** Whose bytes are others than those that were sent. */
  readonly altered: number;
  /** Steps, receptions, pairs and comparisons that are there twice. */
  readonly doubled: number;
  /** Everything that does not hold, in words. */
  readonly findings: readonly string[];
  readonly trailWhole: boolean;
  readonly events: number;
  /** Jobs that used up their tries and were put back by a person. */
  readonly parked: number;
  readonly answers: Answers;
}

export async function runFaults({ faults, seed, minutes }: FaultRun): Promise<FaultCounts> {
  const lab = await openFaultLab();
  try {
    await Promise.all([lab.start("api"), lab.start("one"), lab.start("two")]);
    const { technician } = await enterStaff(lab.lab, lab.url);
    const open = watchOpen(lab);
    const uploads = uploadOn({
      url: lab.url,
      token: technician.client.token ?? "",
      people: PEOPLE,
      mayBegin: () => open.count() < MOST_OPEN,
    });
    const begun = performance.now();
    const fallen: string[] = [];
    const recovery = await inflictAll(lab, uploads, { faults, seed, minutes }, fallen);
    await uploads.stop();
    const parked = await settle(lab, technician);
    open.stop();
    const seconds = (performance.now() - begun) / 1_000;
    const counted = await count(lab, technician, uploads.acknowledged);
    return {
      seconds,
      recovery,
      parked,
      answers: uploads.answers,
      ...counted,
      findings: [...fallen, ...counted.findings],
    };
  } finally {
    await lab.close();
  }
}

async function inflictAll(
  lab: FaultLab,
  uploads: Uploads,
  { faults, seed, minutes }: FaultRun,
  fallen: string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const random = createRandom(seed);
  const recovery = new Map<string, number[]>();
  const until = performance.now() + minutes * 60_000;
  const kinds =
    lab.cacheDisk === null ? FAULT_KINDS.filter(({ name }) => name !== "the cache's disk full") : FAULT_KINDS;
  const draw = dealKinds(kinds, random);
  await untilWell(lab);
  for (let n = 1; n <= faults && performance.now() < until; n++) {
    const kind = draw();
    await sleep(600 * random.uniform());
    const doneBefore = await countDone(lab);
    await kind.inflict(lab, random);
    const seconds = await untilWell(lab, doneBefore, (said) => {
      tell(`faults: ${said}`);
      fallen.push(said);
    });
    recovery.set(kind.name, [...(recovery.get(kind.name) ?? []), seconds]);
    tell(`faults: ${n} of ${faults}, ${kind.name}: ${seconds.toFixed(1)} s; ${uploads.acknowledged.size} acknowledged`);
  }
  return recovery;
}

/** Each kind once in an order of chance, and so on. */
function dealKinds(kinds: readonly FaultKind[], random: Random): () => FaultKind {
  let deck: FaultKind[] = [];
  return () => {
    if (deck.length === 0) deck = shuffle(kinds, random);
    return deck.pop() as FaultKind;
  };
}

function shuffle<T>(given: readonly T[], random: Random): T[] {
  const cards = [...given];
  for (let last = cards.length - 1; last > 0; last--) {
    const at = random.integer(last + 1);
    [cards[last], cards[at]] = [cards[at] as T, cards[last] as T];
  }
  return cards;
}

/**
 * Seconds until every part says that it is ready, a signed-in request is answered, and jobs were ended since the fault began (or none is
 * left to do).
 */
async function untilWell(lab: FaultLab, doneBefore = -1, onFallen: (said: string) => void = () => {}): Promise<number> {
  const from = performance.now();
  const seconds = () => (performance.now() - from) / 1_000;
  while (seconds() < GIVEN_UP_S) {
    for (const said of await lab.raiseFallen()) onFallen(said);
    if (await isWell(lab, doneBefore).catch(() => false)) return seconds();
    await sleep(LOOK_MS);
  }
  return seconds();
}

async function isWell(lab: FaultLab, doneBefore: number): Promise<boolean> {
  const ready = await fetch(`${lab.url}/readyz`);
  await ready.arrayBuffer();
  if (ready.status !== 200) return false;
  const { rows } = await lab.sql.query(
    "select count(*) filter (where state = 'done')::int as done, count(*) filter (where state <> 'done')::int as open from jobs",
    [],
  );
  return Number(rows[0]?.done) > doneBefore || Number(rows[0]?.open) === 0;
}

async function countDone(lab: FaultLab): Promise<number> {
  const { rows } = await lab.sql.query("select count(*)::int as n from jobs where state = 'done'", []);
  return Number(rows[0]?.n);
}

/** How many acquisitions are not verified yet, as it was seen last. */
function watchOpen(lab: FaultLab): { count(): number; stop(): void } {
  let open = 0;
  const look = () =>
    lab.sql.query("select count(*)::int as n from acquisitions where stage not in ('verified', 'failed')", []).then(
      ({ rows }) => {
        open = Number(rows[0]?.n);
      },
      () => {},
    );
  const timer = setInterval(look, 500);
  return { count: () => open, stop: () => clearInterval(timer) };
}

/** Waits until nothing is left to do; what used up its tries is put back as a person would. Gives how many those were. */
async function settle(lab: FaultLab, technician: Technician): Promise<number> {
  const until = performance.now() + SETTLE_MS;
  let parked = 0;
  while (performance.now() < until) {
    const { rows } = await lab.sql.query("select id, name, reason, state from jobs where state <> 'done'", []);
    if (rows.length === 0) break;
    for (const job of rows.filter(({ state }) => state === "failed")) {
      tell(`faults: ${job.name} was parked: ${job.reason}`);
      await technician.client.post(`/v1/jobs/${job.id}/retry`, {});
      parked += 1;
    }
    await sleep(500);
  }
  return parked;
}

async function count(lab: FaultLab, technician: Technician, acknowledged: ReadonlyMap<string, string>) {
  const ids = [...acknowledged.keys()];
  let altered = 0;
  for (const [id, sha256] of acknowledged) {
    const bytes = await technician.client.getBytes(`/v1/acquisitions/${id}/file`);
    if (createHash("sha256").update(bytes).digest("hex") !== sha256) altered += 1;
  }
  const findings: string[] = [];
  const found: Record<string, number> = {};
  for (const [what, text] of Object.entries(EFFECTS)) {
    const { rows } = await lab.sql.query(text, [ids]);
    found[what] = rows.length;
    for (const row of rows.slice(0, 3)) findings.push(`${what}: ${JSON.stringify(row)}`);
  }
  await chainAllAuditEvents({ sql: lab.sql });
  const trail = await verifyAudit({ sql: lab.sql });
  if (!trail.whole) findings.push(`the trail: ${trail.firstBroken?.reason}`);
  return {
    acknowledged: ids.length,
    lost: found.lost ?? 0,
    altered,
    doubled:
      (found["a step done twice in effect"] ?? 0) +
      (found["received twice"] ?? 0) +
      (found["a pair that is there twice"] ?? 0),
    findings,
    trailWhole: trail.whole,
    events: trail.records,
  };
}
