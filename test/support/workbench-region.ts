/**
 * A region at work, told through the API as its laboratories would: candidates that wait, a lead, a verification that is asked for, hits
 * of one firearm in three states, a consultation, reports and requests, releases, a removal, holds. All evidence is simulated.
 */
import type { Person, ServedWorld } from "./served-world.ts";
import { conclude, concludeAs, confirmHit, decide, lead, openLinkage, pairUp } from "./workbench-decisions.ts";
import {
  enterFound,
  type Found,
  type Grain,
  photographFace,
  scanFace,
  scanLands,
  scanPin,
  waitUntilWorked,
} from "./workbench-evidence.ts";
import { hireRegion, type RegionPeople } from "./workbench-people.ts";

const DAY = 86_400_000;

/** Records of a region whose pages are opened by their address. */
export interface WorkbenchRegion {
  readonly people: RegionPeople;
  readonly cases: Readonly<Record<string, Found>>;
  /** Nobody has reviewed it. */
  readonly candidate: string;
  readonly bullets: string;
  readonly images: string;
  /** The verifier of Trinidad and Tobago is asked. */
  readonly asked: string;
  readonly disagreed: string;
  readonly hit: { readonly id: string; readonly linkage: string };
  readonly report: string;
  readonly request: string;
  readonly group: string;
  readonly tooDark: string;
  /** Read, and not applied: one of its rows is in conflict. */
  readonly imported: string;
  readonly webhook: string;
}

export async function fillRegion(world: ServedWorld, grain: Grain): Promise<WorkbenchRegion> {
  const people = await hireRegion(world);
  const cases = await enterEvidence(people, grain);
  const { examiner, verifier, jamaica, barbados, coordinator, investigator } = people;
  const pair = await pairUp([examiner, jamaica.examiner, barbados.examiner]);
  const find = (a: string, b: string): string => {
    const linkage = pair(need(cases, a), need(cases, b));
    if (linkage === undefined) throw new Error(`No linkage of ${a} and ${b}.`);
    return linkage;
  };

  const first = find("market", "harbour");
  await lead(examiner, first);
  for (const person of [examiner, jamaica.examiner]) await conclude(person, first, "identification");
  const hit = await confirmHit(examiner, first);
  const second = find("market", "beach");
  await lead(barbados.examiner, second);
  for (const person of [barbados.examiner, examiner]) await conclude(person, second, "identification");
  await confirmHit(examiner, second);

  const asked = find("fete", "wharf");
  await lead(jamaica.examiner, asked);
  await conclude(jamaica.examiner, asked, "identification");

  const disagreed = find("junction", "plantation");
  await lead(jamaica.examiner, disagreed);
  await conclude(jamaica.examiner, disagreed, "identification");
  await concludeAs([examiner, verifier], disagreed, "inconclusive_a");

  const bullets = find("yard", "ferry");
  const images = find("savannah", "stadium");
  for (const linkage of [bullets, images]) await openLinkage(examiner, linkage);

  const report = await investigator.make("/v1/reports", { linkageId: first, kind: "hit" });
  const request = await ask(people);
  await oversee(people, cases);
  const { imported, webhook } = await exchange(people);
  const groups = await coordinator.send("GET", "/v1/firearm-groups");
  return {
    people,
    cases,
    candidate: find("quarry", "garage"),
    bullets,
    images,
    asked,
    disagreed,
    hit: { id: hit, linkage: first },
    report,
    request,
    group: String(groups.body.items?.[0]?.id),
    tooDark: need(cases, "night").acquisitions[0] ?? "",
    imported,
    webhook,
  };
}

async function enterEvidence(people: RegionPeople, grain: Grain): Promise<Record<string, Found>> {
  const { technician, jamaica, barbados } = people;
  const day = (before: number) => new Date(Date.now() - before * DAY).toISOString().slice(0, 10);
  const found: Record<string, Found> = {};
  const enter = async (
    [name, technicianOf, caseNumber, before, place]: readonly [string, Person, string, number, string],
    scans: Parameters<typeof enterFound>[3],
    exhibit: Record<string, unknown> = {},
    facts: Record<string, unknown> = {},
  ) => {
    const stated = { caseNumber, occurredOn: day(before), place, ...facts };
    found[name] = await enterFound(technicianOf, stated, exhibit, scans);
  };
  const brass = {
    characteristics: { firingPinClass: "Hemispherical", primerMaterial: "Nickel", caseMaterial: "Brass" },
  };
  const bullet = { type: "bullet", characteristics: { numberOfLands: 6, twistDirection: "Right" } };
  const murder = { eventType: "homicide", highProfile: true };
  await enter(
    ["market", technician, "TT-2026-0412", 61, "Charlotte Street"],
    [scanFace(11, 1, grain), scanPin(11, 1)],
    brass,
    murder,
  );
  await enter(
    ["harbour", jamaica.technician, "JM-2026-1187", 44, "Port Royal Street"],
    [scanFace(11, 2, grain), scanPin(11, 2)],
    brass,
    murder,
  );
  await enter(["beach", barbados.technician, "BB-2026-0098", 23, "Brandons Beach"], [scanFace(11, 3, grain)], brass);
  await enter(["fete", technician, "TT-2026-0431", 12, "Ariapita Avenue"], [scanFace(12, 1, grain)]);
  await enter(["wharf", jamaica.technician, "JM-2026-1203", 9, "Newport West"], [scanFace(12, 2, grain)]);
  await enter(
    ["junction", technician, "TT-2026-0438", 8, "Curepe Junction"],
    [scanFace(13, 1, grain)],
    { calibre: ".40 S&W" },
    { eventType: "robbery" },
  );
  await enter(
    ["plantation", jamaica.technician, "JM-2026-1219", 7, "Spanish Town"],
    [scanFace(13, 2, grain)],
    { calibre: ".40 S&W" },
    { eventType: "robbery" },
  );
  await enter(
    ["quarry", technician, "TT-2026-0447", 3, "Valencia"],
    [scanFace(14, 1, grain)],
    { ...brass, calibre: ".45 ACP" },
    { eventType: "homicide" },
  );
  await enter(["garage", barbados.technician, "BB-2026-0104", 2, "Bay Street"], [scanFace(14, 2, grain)], {
    ...brass,
    calibre: ".45 ACP",
  });
  await enter(["yard", technician, "TT-2026-0449", 3, "Laventille"], scanLands(21, 1, grain), bullet, murder);
  await enter(["ferry", jamaica.technician, "JM-2026-1231", 2, "Kingston Harbour"], scanLands(21, 2, grain), bullet);
  await enter(["savannah", technician, "TT-2026-0450", 2, "Queen's Park"], [await photographFace(16, 1)], {
    calibre: ".380 ACP",
  });
  await enter(["stadium", jamaica.technician, "JM-2026-1236", 1, "Independence Park"], [await photographFace(16, 2)], {
    calibre: ".380 ACP",
  });
  await enter(["night", technician, "TT-2026-0452", 1, "Maraval"], [await photographFace(17, 1, 0.1)], {
    calibre: ".32 ACP",
  });
  await enter(["twice", technician, "TT-2026-0451", 2, "Queen's Park"], [], {}, {});
  await enter(["cabinet", technician, "TT-2004-0023", 8_100, "Arima"], [], {}, { eventType: "found property" });
  await enter(
    ["pistol", technician, "TT-2026-0440", 6, "Chaguaramas"],
    [],
    { type: "firearm" },
    { eventType: "border/customs seizure" },
  );
  for (const [of, names] of [
    [technician, ["market", "fete", "junction", "quarry", "yard", "savannah", "night"]],
    [jamaica.technician, ["harbour", "wharf", "plantation", "ferry", "stadium"]],
    [barbados.technician, ["beach", "garage"]],
  ] as const) {
    await waitUntilWorked(
      of,
      names.map((name) => need(found, name)),
    );
  }
  return found;
}

function need<T>(record: Readonly<Record<string, T>>, name: string): T {
  const found = record[name];
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

async function ask({ investigator, jamaica }: RegionPeople): Promise<string> {
  const purpose = "Who fired in Charlotte Street: the file goes to the prosecutor this month.";
  const id = await investigator.make("/v1/report-requests", { caseNumber: "TT-2026-0412", purpose });
  const waiting = await jamaica.coordinator.send("GET", "/v1/report-request-parts");
  const part = waiting.body.items?.[0]?.id;
  if (part !== undefined) {
    await decide(jamaica.coordinator, `/v1/report-request-parts/${part}/answers`, {
      decision: "more_asked",
      reason: "Is a person charged already, and before which court?",
    });
  }
  return id;
}

/** What coordinators, technicians and the auditor find in their rooms. */
async function oversee(people: RegionPeople, cases: Readonly<Record<string, Found>>): Promise<void> {
  const { coordinator, technician, examiner, jamaica } = people;
  const later = (days: number) => new Date(Date.now() + days * DAY).toISOString();
  await coordinator.make("/v1/releases", {
    caseId: need(cases, "market").caseId,
    toState: "JM",
    purpose: "The joint inquiry into the shootings of Charlotte Street and Port Royal Street.",
    expiresAt: later(90),
  });
  await decide(coordinator, `/v1/exhibits/${need(cases, "twice").exhibitId}/removal`, {
    reasonCode: "duplicate",
    reason: "The same cartridge case was entered as exhibit 1 of TT-2026-0450.",
  });
  const pistol = need(cases, "pistol");
  await coordinator.make(`/v1/cases/${need(cases, "market").caseId}/legal-holds`, {
    reason: "Before the High Court; kept until the judgment is final.",
    until: later(400),
  });
  await coordinator.make("/v1/retention-rules", { category: "CE", days: 7_300, countedFrom: "occurred" });
  await coordinator.make("/v1/purges", {
    exhibitId: need(cases, "cabinet").exhibitId,
    reason: "Twenty years are over and no proceedings are open.",
  });
  await technician.make(`/v1/exhibits/${need(cases, "quarry").exhibitId}/custody`, {
    event: "received",
    occurredAt: new Date(Date.now() - 2 * DAY).toISOString(),
    fromHolder: "Sgt. A. Hosein, Valencia Police Station",
    toHolder: "Evidence Store 2",
    place: "Forensic Science Centre, Port of Spain",
    sealNumber: "TT-88213",
    sealState: "intact",
    purpose: "Examination",
  });
  await technician.make(`/v1/exhibits/${pistol.exhibitId}/firearm-records`, {
    kind: "revolver or self-loading pistol",
    make: "Calabash",
    model: "C9",
    serialNumber: "C9-204417",
    serialState: "legible",
    countryOfOrigin: "US",
    recovery: "seized",
    recoveredOn: new Date(Date.now() - 6 * DAY).toISOString().slice(0, 10),
    recoveryPlace: "Chaguaramas",
  });
  await examiner.make(`/v1/exhibits/${pistol.exhibitId}/trace-requests`, {
    addressee: "eTrace",
    requestedOn: new Date(Date.now() - 5 * DAY).toISOString().slice(0, 10),
  });
  await coordinator.make("/v1/stations", {
    labId: technician.labId,
    name: "Microscope station 1",
    expiresInDays: 180,
  });
  await jamaica.coordinator.make("/v1/calendar-days", {
    state: "JM",
    day: "2027-02-17",
    kind: "holiday",
    name: "Ash Wednesday",
  });
  await sendUnreadable(technician, need(cases, "quarry").exhibitId);
}

/** What comes from other systems and goes to them, and two test fires that measure a laboratory. */
async function exchange({ technician, coordinator, examiner }: RegionPeople) {
  const form = new FormData();
  form.set("format", "csv");
  const rows = [
    "caseNumber,eventType,occurredOn,place,exhibitNumber,type,calibre",
    "TT-2025-0911,robbery,2025-11-02,San Fernando,1,cartridge case,9mm Luger",
    "TT-2025-0911,,,,2,bullet,9mm Luger",
    "TT-2026-0412,robbery,2026-01-15,Charlotte Street,7,cartridge case,9mm Luger",
  ];
  form.set("file", new Blob([rows.join("\r\n")]), "station-register.csv");
  const read = await technician.send("POST", "/v1/imports", form);
  if (read.status !== 201) throw new Error(`POST /v1/imports: ${read.status} ${read.bytes.toString()}`);
  const webhook = await coordinator.make("/v1/webhooks", {
    url: "https://records.ribin.example/told",
    kinds: ["hit_confirmed", "report_issued"],
  });
  const publicKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
  await coordinator.make("/v1/bundle-keys", { labId: technician.labId, name: "Tobago, mobile station", publicKey });
  const [exhibitA, exhibitB] = [
    await enterFound(technician, { caseNumber: "TT-2026-0461" }, {}, []),
    await enterFound(technician, { caseNumber: "TT-2026-0462" }, {}, []),
  ].map(({ exhibitId }) => exhibitId);
  await coordinator.make("/v1/known-pairs", { exhibitA, exhibitB, sameFirearm: true, source: "test_fire" });
  const seized = await examiner.send("GET", "/v1/cases?caseNumber=TT-2026-0440");
  await examiner.make(`/v1/cases/${seized.body.items?.[0]?.id}/ibin-indicators`, {
    indicator: "suspected traffickers",
    holds: true,
  });
  return { imported: String(read.body.id), webhook };
}

/** A file that is no scan: it is refused, and the room of operation says so. */
async function sendUnreadable(technician: Person, exhibitId: string): Promise<void> {
  const form = new FormData();
  form.set("exhibitId", exhibitId);
  form.set("region", "BreechFace");
  form.set("file", new Blob([new TextEncoder().encode("Minutes of a meeting")]), "minutes.x3p");
  const { status } = await technician.send("POST", "/v1/acquisitions", form);
  if (status < 400) throw new Error("A file that is no scan was taken.");
}
