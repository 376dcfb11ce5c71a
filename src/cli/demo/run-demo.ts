/** The main job from the first upload to the hit report, told step by step. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { Output } from "../command.ts";
import type { HttpClient } from "../http-client.ts";
import { formatTable } from "../write-result.ts";
import { DEMO_STATES, type DemoExhibit } from "./demo-evidence.ts";
import { type DemoStaff, makeDemoPeople } from "./demo-people.ts";
import { countCrossBorderLinks, type ExhibitRanking, type LinkCount, rankMates } from "./rank-mates.ts";
import { type ReviewedLinkage, reviewCandidates } from "./review-candidates.ts";
import { type UploadedExhibit, uploadExhibits } from "./upload-exhibits.ts";

export interface DemoResult {
  readonly exhibits: readonly Omit<ExhibitRanking, "linkages">[];
  readonly failures: readonly { readonly label: string; readonly reason: string }[];
  readonly rank1: number;
  readonly crossBorderLinks: LinkCount;
  readonly hits: number;
  readonly report: { readonly pdf: string; readonly json: string; readonly plot: string } | null;
  readonly seconds: {
    readonly people: number;
    readonly evidence: number;
    readonly decisions: number;
    readonly total: number;
  };
}

/** Runs the whole story on a service that has a regional coordinator; `tell` prints the account. */
export async function runDemo(
  regional: HttpClient,
  exhibits: readonly DemoExhibit[],
  outputFolder: string,
  output: Output,
  tell: (line: string) => void,
): Promise<DemoResult> {
  const clock = startClock();
  tell(`1. The regional coordinator makes labs, people and image agreements for ${DEMO_STATES.join(", ")}.`);
  const staff = await makeDemoPeople(regional, DEMO_STATES);
  const people = clock.lap();
  const staffOf = (exhibit: DemoExhibit) => requireStaff(staff, exhibit.state);

  tell(
    `2. Technicians upload ${exhibits.length} exhibits over the HTTP API; the service judges, describes, searches, compares.`,
  );
  const uploaded = await uploadExhibits(exhibits, staffOf, output);
  const evidence = clock.lap();

  tell("3. Stand-in examiners review each state's queue; leads go to microscopy, blind verification and confirmation.");
  const leads = await reviewCandidates(staff, output);
  const hits = leads.filter((lead) => lead.hit);
  tell(`   ${leads.length} leads, ${hits.length} confirmed hits between states.`);

  const report = await issueReport(staff, hits, outputFolder);
  if (report !== null) tell(`4. An investigator asks for the hit report: ${report.pdf}`);
  const bestScores = await readBestScores(staff);
  const rankings = await rankMates(uploaded, staffOf, bestScores);
  const links = countCrossBorderLinks(
    uploaded,
    rankings,
    leads.map((lead) => lead.id),
  );
  const decisions = clock.lap();

  tell("5. Held against the labels, which the service never saw:\n");
  tell(describeRankings(rankings));
  const withMates = rankings.filter((ranking) => ranking.mates > 0);
  const first = withMates.filter((ranking) => ranking.rankOfFirstMate === 1).length;
  tell(`\n   a true mate at rank 1: ${first} of the ${withMates.length} exhibits that have one`);
  tell(`   cross-border links: ${links.found} found, ${links.missed} missed, ${links.false} false`);
  const failures = listFailures(uploaded);
  for (const failure of failures) tell(`   ${failure.label}: ${failure.reason}`);
  return {
    exhibits: rankings.map(({ linkages: _linkages, ...ranking }) => ranking),
    failures,
    rank1: withMates.length === 0 ? 0 : first / withMates.length,
    crossBorderLinks: links,
    hits: hits.length,
    report,
    seconds: { people, evidence, decisions, total: clock.total() },
  };
}

function requireStaff(staff: ReadonlyMap<StateCode, DemoStaff>, state: StateCode): DemoStaff {
  const found = staff.get(state);
  if (found === undefined) throw new RibinError("INTERNAL", `The demonstration has nobody in ${state}.`);
  return found;
}

function startClock(): { lap(): number; total(): number } {
  const started = performance.now();
  let last = started;
  const seconds = (from: number, to: number) => Math.round((to - from) / 10) / 100;
  return {
    lap() {
      const now = performance.now();
      const lap = seconds(last, now);
      last = now;
      return lap;
    },
    total: () => seconds(started, performance.now()),
  };
}

/** The first hit's report for an investigator of its first state: JSON, PDF and the plot that both examiners saw. */
async function issueReport(
  staff: ReadonlyMap<StateCode, DemoStaff>,
  hits: readonly ReviewedLinkage[],
  folder: string,
): Promise<DemoResult["report"]> {
  const [hit] = hits;
  if (hit === undefined) return null;
  const { investigator, examiner } = requireStaff(staff, hit.states[0]);
  const report = await investigator.post<{ id: string }>("/v1/reports", { linkageId: hit.id, kind: "hit" });
  const linkage = await examiner.get<{ candidates: readonly { id: string }[] }>(`/v1/linkages/${hit.id}`);
  const [pdf, json, plot] = ["hit-report.pdf", "hit-report.json", "comparison.png"].map((name) => join(folder, name));
  if (pdf === undefined || json === undefined || plot === undefined) throw new RibinError("INTERNAL");
  await writeFile(pdf, await investigator.getBytes(`/v1/reports/${report.id}/pdf`));
  await writeFile(json, JSON.stringify(await investigator.get(`/v1/reports/${report.id}`), null, 2));
  await writeFile(plot, await examiner.getBytes(`/v1/candidates/${linkage.candidates[0]?.id}/plot.png`));
  return { pdf, json, plot };
}

async function readBestScores(staff: ReadonlyMap<StateCode, DemoStaff>): Promise<Map<string, number>> {
  const scores = new Map<string, number>();
  for (const { examiner } of staff.values()) {
    for (const item of await examiner.getAll<{ id: string; bestScore: number }>("/v1/linkages?limit=200")) {
      scores.set(item.id, item.bestScore);
    }
  }
  return scores;
}

function describeRankings(rankings: readonly ExhibitRanking[]): string {
  const score = (value: number | null) => (value === null ? "-" : value.toFixed(3));
  const rows = [...rankings]
    .sort((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }))
    .map((ranking) => [
      ranking.label,
      ranking.state,
      ranking.mates,
      ranking.mates === 0 ? "no mate" : (ranking.rankOfFirstMate ?? "not listed"),
      score(ranking.bestMateScore),
      score(ranking.bestOtherScore),
    ]);
  return formatTable(["exhibit", "state", "mates", "rank of first mate", "best mate", "best other"], rows);
}

function listFailures(uploaded: readonly UploadedExhibit[]): { label: string; reason: string }[] {
  return uploaded.flatMap(({ exhibit, acquisitions }) =>
    acquisitions
      .filter((acquisition) => acquisition.stage !== "verified" || acquisition.note !== null)
      .map((acquisition) => ({ label: exhibit.label, reason: acquisition.note ?? acquisition.stage })),
  );
}
