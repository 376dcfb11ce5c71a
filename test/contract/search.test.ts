import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { type ClassCharacteristics, EXCLUDING, findExclusion } from "../../src/domain/class-characteristics.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { FIRING_PIN_CLASSES } from "../../src/domain/vocabulary.ts";
import { findFeature, upsertFeature } from "../../src/repositories/features.ts";
import { findNearest, type NearestQuery } from "../../src/repositories/nearest-features.ts";
import {
  type Evidence,
  enterEvidence,
  enterExhibit,
  openWorld,
  release,
  type World,
} from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

const MODEL = { id: "test-model", version: "1" };
type Given = Parameters<typeof enterEvidence>[2];

/** A unit vector whose cosine with the first axis is `cosine`. */
function makeVector(cosine: number): Float32Array {
  const vector = new Float32Array(256);
  vector[0] = cosine;
  vector[1] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

describeEachSql("the search for candidates", (getSql) => {
  let world: World;
  let jamaican: RequestContext;
  let barbadian: RequestContext;
  let coordinator: RequestContext;
  beforeAll(async () => {
    world = await openWorld(getSql());
    jamaican = await world.hire("JM", "lab_technician");
    barbadian = await world.hire("BB", "lab_technician");
    coordinator = await world.hire("BB", "national_coordinator");
  });
  afterAll(() => world.close());

  const describeMark = async (evidence: Evidence, cosine: number, model = MODEL) => {
    await upsertFeature(getSql(), {
      acquisitionId: evidence.acquisitionId,
      ownerState: evidence.case.ownerState,
      modelId: model.id,
      modelVersion: model.version,
      vector: makeVector(cosine),
      preparation: "test",
      preparationVersion: "1",
      preparedKey: `prepared/${evidence.acquisitionId}`,
      preparedSha256: null,
      outlineVersion: 0,
      createdAt: world.clock.now(),
    });
    return evidence;
  };
  const enter = async (by: RequestContext, cosine: number, given: Given = {}) =>
    describeMark(await enterEvidence(world.deps, by, given), cosine);

  const search = async (query: Evidence, options: Partial<NearestQuery> = {}) => {
    const found = await getSql().transaction((tx) =>
      findNearest(tx, {
        acquisitionId: query.acquisitionId,
        exhibitType: query.exhibit.type,
        model: MODEL,
        limit: 100,
        now: world.clock.now(),
        ...options,
      }),
    );
    return found.map((each) => each.acquisitionId);
  };
  const finds = async (query: Evidence, other: Evidence) => (await search(query)).includes(other.acquisitionId);

  test("orders by cosine, and the index agrees with the exact search", async () => {
    const calibre = { exhibit: { calibre: ".45 ACP" } };
    const query = await enter(jamaican, 1, calibre);
    const near = await enter(barbadian, 0.9, calibre);
    const far = await enter(barbadian, 0.2, calibre);
    const nearer = await enter(barbadian, 0.95, calibre);
    const expected = [nearer, near, far].map((each) => each.acquisitionId);
    expect(await search(query)).toEqual(expected);
    expect(await search(query, { exactBelow: 1 })).toEqual(expected);
    expect(await search(query, { limit: 2 })).toEqual(expected.slice(0, 2));
    expect(await search(query, { limit: 2, exactBelow: 1 })).toEqual(expected.slice(0, 2));
  });

  test("says how similar, and of whom", async () => {
    const calibre = { exhibit: { calibre: ".25 ACP" } };
    const query = await enter(jamaican, 1, calibre);
    const other = await enter(barbadian, 0.5, calibre);
    const [found] = await getSql().transaction((tx) =>
      findNearest(tx, {
        acquisitionId: query.acquisitionId,
        exhibitType: "cartridge case",
        model: MODEL,
        limit: 1,
        now: world.clock.now(),
      }),
    );
    expect(found).toMatchObject({ acquisitionId: other.acquisitionId, ownerState: "BB" });
    expect(found?.similarity).toBeCloseTo(0.5, 3);
  });

  test("a calibre group is searched together, an unknown calibre against all", async () => {
    const luger = await enter(jamaican, 1);
    const kurz = await enter(barbadian, 0.9, { exhibit: { calibre: ".380 ACP" } });
    const forty = await enter(barbadian, 0.9, { exhibit: { calibre: ".40 S&W" } });
    const unknown = await enter(barbadian, 0.9, { exhibit: { calibre: null } });
    const found = await search(luger);
    expect(found).toEqual(expect.arrayContaining([kurz.acquisitionId, unknown.acquisitionId]));
    expect(found).not.toContain(forty.acquisitionId);
    expect(await search(unknown)).toEqual(
      expect.arrayContaining([luger, kurz, forty].map((each) => each.acquisitionId)),
    );
  });

  test("leaves out the own exhibit and case, the same bytes, another kind of exhibit, region and model version", async () => {
    const query = await enter(jamaican, 1);
    const ofSameExhibit = await describeMark(
      await enterExhibit(world.deps, jamaican, query.case, { exhibit: { exhibitNumber: "E2" } }),
      1,
    );
    const sameBytes = await enter(barbadian, 1);
    await getSql().query(
      "update acquisitions set sha256 = (select sha256 from acquisitions where id = $1) where id = $2",
      [query.acquisitionId, sameBytes.acquisitionId],
    );
    const shotshell = await enter(barbadian, 1, { exhibit: { type: "shotshell" } });
    const otherRegion = await enter(barbadian, 1);
    await getSql().query("update acquisitions set region = 'FiringPinImpression' where id = $1", [
      otherRegion.acquisitionId,
    ]);
    const otherVersion = await describeMark(await enterEvidence(world.deps, barbadian), 1, { ...MODEL, version: "2" });
    const found = await search(query);
    for (const left of [query, ofSameExhibit, sameBytes, shotshell, otherRegion, otherVersion]) {
      expect(found).not.toContain(left.acquisitionId);
    }
  });

  test("a fragment is searched with bullets", async () => {
    const bullet = await enter(jamaican, 1, { exhibit: { type: "bullet" } });
    const fragment = await enter(barbadian, 0.9, { exhibit: { type: "bullet fragment" } });
    expect(await finds(bullet, fragment)).toBe(true);
    expect(await finds(fragment, bullet)).toBe(true);
  });

  test.each([
    ["a restricted case", { case: { restricted: true } }],
    ["a licensed firearm's test fire", { exhibit: { category: "LIC" as const } }],
  ])("%s stays in its state, in both directions, until it is released", async (_name, given) => {
    const national = await enter(barbadian, 0.99, given);
    const neighbour = await enter(barbadian, 0.99);
    const foreign = await enter(jamaican, 0.99);
    expect(await finds(foreign, national)).toBe(false);
    expect(await finds(national, foreign)).toBe(false);
    expect(await finds(national, neighbour)).toBe(true);
    expect(await finds(neighbour, national)).toBe(true);
    await release(world.deps, coordinator, national.case.id, "JM", 1);
    expect(await finds(foreign, national)).toBe(true);
    expect(await finds(national, foreign)).toBe(true);
    world.clock.advance(2 * 86_400_000);
    expect(await finds(foreign, national)).toBe(false);
    expect(await finds(national, foreign)).toBe(false);
  });

  test("the cast of a licensed firearm's test fire is as national as it", async () => {
    const parent = await enter(barbadian, 0.99, { exhibit: { category: "LIC" } });
    const cast = await enter(barbadian, 0.99, {
      exhibit: { category: "CAST", parentExhibitId: parent.exhibit.id, castPolarity: "positive" },
    });
    const foreign = await enter(jamaican, 0.99);
    expect(await finds(foreign, cast)).toBe(false);
    expect(await finds(cast, foreign)).toBe(false);
  });

  test("excludes by class characteristics as the rule of the domain does", async () => {
    const random = createRandom(7);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random.uniform() * values.length)] as T;
    const draw = (): ClassCharacteristics => ({
      ...(random.uniform() < 0.5 ? {} : { firingPinType: pick(["Centerfire", "Rimfire"] as const) }),
      ...(random.uniform() < 0.5 ? {} : { firingPinClass: pick(FIRING_PIN_CLASSES) }),
      ...(random.uniform() < 0.5 ? {} : { firingPinAperture: pick(["Circular", "Other"] as const) }),
      ...(random.uniform() < 0.7 ? {} : { numberOfLands: pick([5, 6]) }),
      ...(random.uniform() < 0.7 ? {} : { twistDirection: pick(["Left", "Right"] as const) }),
      primerMaterial: pick(["Brass", "Nickel"] as const),
    });
    const calibre = ".44 Magnum";
    const entered: Evidence[] = [];
    for (let index = 0; index < 14; index++) {
      const by = index % 2 === 0 ? jamaican : barbadian;
      entered.push(await enter(by, 0.5, { exhibit: { calibre, characteristics: draw() } }));
    }
    const seen = { kept: 0, excluded: 0 };
    for (const query of entered) {
      const found = await search(query);
      for (const other of entered) {
        if (other === query) continue;
        const excluded = findExclusion(query.exhibit.characteristics, other.exhibit.characteristics) !== null;
        expect(found.includes(other.acquisitionId)).toBe(!excluded);
        seen[excluded ? "excluded" : "kept"] += 1;
      }
    }
    expect(EXCLUDING.length).toBeGreaterThan(0);
    expect(Math.min(seen.kept, seen.excluded)).toBeGreaterThan(10);
  });

  test("a step that runs twice leaves one row, with the second vector", async () => {
    const evidence = await enter(jamaican, 0.1);
    await describeMark(evidence, 0.3);
    const { rows } = await getSql().query("select count(*) as n from features where acquisition_id = $1", [
      evidence.acquisitionId,
    ]);
    expect(rows).toEqual([{ n: "1" }]);
    expect(await findFeature(getSql(), evidence.acquisitionId, MODEL)).toMatchObject({ preparation: "test" });
    expect(await findFeature(getSql(), evidence.acquisitionId, { ...MODEL, version: "9" })).toBeNull();
  });
});
