/**
 * Two states' examiners with a hit of each of two firearms, a first conclusion that is to be verified, and a pair of photographs; an OpenID
 * provider speaks for one of the states. Scans of the first hit have holes at known places.
 */
import { CLIENT, type OpenIdServer, openOpenIdServer, REDIRECT_URL } from "../http/support/openid-server.ts";
import { scanWithHoles } from "./holed-scan.ts";
import { makeScan } from "./pipeline-world.ts";
import { openServedWorld, type Person, type ServedWorld } from "./served-world.ts";
import { conclude, concludeAs, confirmHit, lead, openLinkage, pairUp } from "./workbench-decisions.ts";
import { enterFound, type Found, photographFace, type ScanFile, waitUntilWorked } from "./workbench-evidence.ts";

type Who = "technician" | "examiner" | "verifier" | "coordinator";

export interface ExaminersWorld {
  readonly world: ServedWorld;
  readonly provider: OpenIdServer;
  readonly tt: Readonly<Record<Who | "investigator" | "auditor", Person>>;
  readonly jm: Readonly<Record<Who, Person>>;
  readonly linkages: { readonly first: string; readonly second: string; readonly disputed: string };
  /** Of two photographs, the other of which is released; the own one's file and acquisition. */
  readonly pictures: { readonly linkage: string; readonly file: ScanFile; readonly acquisition: string };
  /** Everybody who may verify what the first examiner concluded. */
  readonly others: readonly Person[];
}

export async function openExaminersWorld(): Promise<ExaminersWorld> {
  const provider = await openOpenIdServer();
  const settings = { id: "police", name: "The police", issuer: provider.issuer, ...CLIENT, states: ["TT"] };
  const world = await openServedWorld({
    RIBIN_OPENID_PROVIDERS: JSON.stringify([settings]),
    RIBIN_OPENID_REDIRECT_URL: REDIRECT_URL,
  });
  const hireAll = async (state: string): Promise<Record<Who, Person>> => {
    const lab = await world.makeLab(state);
    return {
      technician: await world.hire(state, lab, "lab_technician"),
      examiner: await world.hire(state, lab, "firearms_examiner"),
      verifier: await world.hire(state, lab, "verifier"),
      coordinator: await world.hire(state, lab, "national_coordinator"),
    };
  };
  const [at, jm] = [await hireAll("TT"), await hireAll("JM")];
  const { labId } = at.technician;
  const tt = {
    ...at,
    investigator: await world.hire("TT", labId, "investigator"),
    auditor: await world.hire("TT", labId, "auditor"),
  };
  await world.regional.make("/v1/agreements", { states: ["JM", "TT"] });
  const file = await photographFace(64, 1);
  const pairs = [
    await enterPair(tt, jm, "9mm Luger", scanWithHoles(61, 1), scanWithHoles(61, 2)),
    await enterPair(tt, jm, ".45 ACP", face(62, 1), face(62, 2)),
    await enterPair(tt, jm, ".40 S&W", face(63, 1), face(63, 2)),
    await enterPair(tt, jm, ".380 ACP", file, await photographFace(64, 2)),
  ] as const;
  for (const [of, side] of [
    [tt, 0],
    [jm, 1],
  ] as const) {
    await waitUntilWorked(
      of.technician,
      pairs.map((pair) => pair[side]),
    );
  }
  const find = await pairUp([tt.examiner, jm.examiner]);
  const [first, second, disputed, pictured] = pairs.map(([own, other]) => String(find(own, other))) as [
    string,
    string,
    string,
    string,
  ];
  // One more than who is asked, declines, is relieved and is the third of a consultation.
  const spare = await world.hire("JM", jm.examiner.labId, "verifier");
  const others = [tt.verifier, jm.examiner, jm.verifier, spare];
  for (const linkage of [first, second, disputed]) {
    await lead(tt.examiner, linkage);
    await conclude(tt.examiner, linkage, "identification");
    if (linkage === disputed) continue;
    await concludeAs(others, linkage, "identification");
    await confirmHit(tt.examiner, linkage);
  }
  await openLinkage(tt.examiner, pictured);
  const [own, { caseId }] = pairs[3];
  const expiresAt = new Date(Date.now() + 864e5).toISOString();
  await jm.coordinator.make("/v1/releases", { caseId, toState: "TT", purpose: "A joint inquiry.", expiresAt });
  return {
    world,
    provider,
    tt,
    jm,
    linkages: { first, second, disputed },
    pictures: { linkage: pictured, file, acquisition: String(own.acquisitions[0]) },
    others,
  };
}

const face = (firearm: number, firing: number): ScanFile => ({
  name: `breech-face-${firing}.x3p`,
  region: "BreechFace",
  bytes: makeScan(firearm, firing),
});

let entered = 0;

async function enterPair(
  tt: Record<Who, Person>,
  jm: Record<Who, Person>,
  calibre: string,
  own: ScanFile,
  other: ScanFile,
): Promise<readonly [Found, Found]> {
  const number = ++entered;
  return [
    await enterFound(tt.technician, { caseNumber: `TT-${number}` }, { calibre }, [own]),
    await enterFound(jm.technician, { caseNumber: `JM-${number}` }, { calibre }, [other]),
  ];
}
