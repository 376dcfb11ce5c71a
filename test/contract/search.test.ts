import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { type ClassCharacteristics, EXCLUDING, findExclusion } from "../../src/domain/class-characteristics.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { FIRING_PIN_CLASSES } from "../../src/domain/vocabulary.ts";
import type { VectorMemory } from "../../src/ports/vector-memory.ts";
import { findFeature, upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import {
  findNearest,
  type NearestQuery,
  type Neighbour,
  writeSearch,
} from "../../src/repositories/search/nearest-features.ts";
import { createSpace, SEARCH_VIEWS, type SearchView } from "../../src/repositories/search/search-spaces.ts";
import { findSearchedMark } from "../../src/repositories/search/searched-mark.ts";
import { removeEvidence } from "../../src/usecases/removal/remove-evidence.ts";
import { restoreEvidence } from "../../src/usecases/removal/restore-evidence.ts";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { withdrawAgreement } from "../../src/usecases/sharing/withdraw-agreement.ts";
import {
  type Evidence,
  enterEvidence,
  enterExhibit,
  openWorld,
  release,
  type World,
} from "../support/decision-world.ts";
import { openWatchedMemory } from "../support/open-test-memory.ts";
import { describeEachSql } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

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
  const memory = openWatchedMemory();
  const turningMemory = openWatchedMemory();
  beforeAll(async () => {
    world = await openWorld(getSql());
    jamaican = await world.hire("JM", "lab_technician");
    barbadian = await world.hire("BB", "lab_technician");
    coordinator = await world.hire("BB", "national_coordinator");
    for (const view of SEARCH_VIEWS) await createSpace(getSql(), { region: "BreechFace", view, model: MODEL });
  });
  afterAll(async () => {
    await memory.close();
    await turningMemory.close();
    await world.close();
  });

  const describeMark = async (
    evidence: Evidence,
    cosine: number,
    model = MODEL,
    picture: { view: SearchView; own: boolean } = { view: "surface", own: true },
  ) => {
    await upsertFeature(getSql(), {
      acquisitionId: evidence.acquisitionId,
      ownerState: evidence.case.ownerState,
      region: "BreechFace",
      modelId: model.id,
      modelVersion: model.version,
      ...picture,
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

  const searchBy = (query: Evidence, options: Partial<NearestQuery>) =>
    getSql().transaction((tx) =>
      findNearest(tx, {
        acquisitionId: query.acquisitionId,
        model: MODEL,
        limit: 100,
        now: world.clock.now(),
        ...options,
      }),
    );
  const namesOf = (found: readonly Neighbour[]) => found.map((each) => each.acquisitionId);
  /** Every search of this suite is asked of memory too, and that answers alike. */
  const search = async (query: Evidence, options: Partial<NearestQuery> = {}) => {
    const found = await searchBy(query, options);
    const asked = options.turning === undefined ? memory : turningMemory;
    // It reads the space apart from the search's transaction, which on PGlite has to end first.
    await waitUntil(async () => {
      const fromMemory = await searchBy(query, { ...options, held: { memory: asked, sql: getSql() }, exactBelow: 1 });
      if (!asked.hasAnswered()) return false;
      expect(namesOf(fromMemory).sort()).toEqual(namesOf(found).sort());
      for (const { acquisitionId, similarity } of fromMemory) {
        const same = found.find((each) => each.acquisitionId === acquisitionId);
        expect(Math.abs(similarity - (same?.similarity ?? -2))).toBeLessThan(0.002);
      }
      return true;
    });
    return namesOf(found);
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

  test("above the exact size the plan walks the space's own index, whatever the filters", async () => {
    const query = await enter(jamaican, 1, {
      exhibit: { calibre: ".45 ACP", characteristics: { firingPinClass: "Circular" } },
    });
    const mark = await findSearchedMark(getSql(), {
      acquisitionId: query.acquisitionId,
      model: MODEL,
      now: world.clock.now(),
    });
    if (mark === null) throw new Error("The mark has a vector.");
    const explain = (exact: boolean) =>
      getSql().transaction(async (tx) => {
        const { text, values } = writeSearch(
          {
            query: {
              acquisitionId: query.acquisitionId,
              model: MODEL,
              limit: 100,
              now: world.clock.now(),
              filter: { categories: ["CE"], occurredFrom: "2020-01-01", states: ["BB"] },
            },
            mark,
            space: { region: "BreechFace", view: "surface", model: MODEL },
            vectorOf: "surface",
            ownOnly: false,
          },
          100,
          { exact },
        );
        await tx.query("set local enable_sort = off", []);
        const { rows } = await tx.query(`explain ${text}`, values);
        return rows.map((row) => String(row["QUERY PLAN"])).join("\n");
      });
    const name = await getSql().query("select name_space('BreechFace', 'surface', $1, $2) as name", [
      MODEL.id,
      MODEL.version,
    ]);
    // Of the part that the space lies in; no other one is looked at.
    const part = (await getSql().query("select find_partition($1, 'BreechFace')::text as part", [MODEL.version]))
      .rows[0]?.part;
    expect(await explain(false)).toContain(`Index Scan using ${String(name.rows[0]?.name)} on ${String(part)} f  (`);
    expect(part).toMatch(/^features_v1_breechface_/);
    expect((await explain(true)).match(/ on \w+ f\b/g)).toEqual([` on ${String(part)} f`]);
    expect(await explain(true)).not.toContain(String(name.rows[0]?.name));
  });

  test("what the filters refuse is made up for by looking on: few of a rare calibre among many are all found", async () => {
    const calibre = { exhibit: { calibre: "5.7x28mm" } };
    const query = await enter(jamaican, 1, calibre);
    const far = [await enter(barbadian, 0.01, calibre), await enter(barbadian, 0.02, calibre)];
    const expected = far.map((each) => each.acquisitionId).reverse();
    expect(await search(query, { exactBelow: 1, limit: 2 })).toEqual(expected);
  });

  test("where the filters leave too little of what memory lists it lists deeper, then the database looks at all", async () => {
    const calibre = { exhibit: { calibre: ".32 ACP" } };
    const query = await enter(jamaican, 1, calibre);
    const found = [await enter(barbadian, 0.9, calibre), await enter(barbadian, 0.8, calibre)];
    const expected = found.map((each) => each.acquisitionId);
    await search(query);
    for (const [limit, depths] of [
      [100, [400, 2_000, 20_000]],
      [2, [400]],
    ] as const) {
      const asked: number[] = [];
      const shallow: VectorMemory = {
        holds: () => true,
        async search(given) {
          const near = await memory.search(given);
          asked.push(given.most);
          return near && { numbers: [], all: false };
        },
        forgetGone: async () => 0,
        close: async () => {},
      };
      const held = { memory: shallow, sql: getSql() };
      expect(namesOf(await searchBy(query, { held, exactBelow: 1, limit }))).toEqual(expected);
      expect(asked).toEqual(depths);
    }
  });

  test("is as wide as it is asked to be; what is not known matches", async () => {
    const query = await enter(jamaican, 1, { exhibit: { calibre: "12 gauge", type: "shotshell" } });
    const given = (category: "CE" | "TF", calibre: string | null, occurredOn?: string): Given => ({
      exhibit: { calibre, category, type: "shotshell" },
      case: occurredOn === undefined ? {} : { occurredOn },
    });
    const fired = await enter(barbadian, 0.9, given("TF", "12 gauge", "2024-05-05"));
    const other = await enter(barbadian, 0.8, given("CE", "20 gauge", "2025-05-05"));
    const undated = await enter(jamaican, 0.7, given("CE", null));
    const named = new Map(
      [fired, other, undated].map((each, at) => [each.acquisitionId, ["fired", "other", "undated"][at]]),
    );
    for (const exactBelow of [1, 1e6]) {
      const found = async (filter: NonNullable<NearestQuery["filter"]>) =>
        (await search(query, { filter, exactBelow })).map((id) => named.get(id));
      expect(await found({})).toEqual(["fired", "undated"]);
      expect(await found({ calibres: "any" })).toEqual(["fired", "other", "undated"]);
      expect(await found({ calibres: "any", categories: ["CE"] })).toEqual(["other", "undated"]);
      expect(await found({ calibres: "any", states: ["JM"] })).toEqual(["undated"]);
      expect(await found({ calibres: "any", occurredFrom: "2025-01-01" })).toEqual(["other", "undated"]);
      expect(await found({ calibres: "any", occurredTo: "2025-01-01" })).toEqual(["fired", "undated"]);
    }
  });

  test("what is corrected in a case, an exhibit or its original counts at once", async () => {
    const query = await enter(jamaican, 1, { exhibit: { calibre: "7.62x39mm" } });
    const parent = await enter(barbadian, 0.9, { exhibit: { calibre: "7.62x39mm" } });
    const cast = await enter(barbadian, 0.8, {
      exhibit: {
        calibre: "7.62x39mm",
        category: "CAST",
        parentExhibitId: parent.exhibit.id,
        castPolarity: "positive",
      },
    });
    const found = () => search(query, { exactBelow: 1 });
    expect(await found()).toEqual([parent.acquisitionId, cast.acquisitionId]);
    await getSql().query("update cases set restricted = true where id = $1", [parent.case.id]);
    expect(await found()).toEqual([]);
    await getSql().query("update cases set restricted = false where id = $1", [parent.case.id]);
    await getSql().query("update exhibits set category = 'LIC' where id = $1", [parent.exhibit.id]);
    expect(await found()).toEqual([]);
    await getSql().query("update exhibits set category = 'TF' where id = $1", [parent.exhibit.id]);
    expect(await search(query, { filter: { categories: ["TF"] } })).toEqual(await found());
    await getSql().query("update exhibits set calibre_group = 'another' where id = $1", [cast.exhibit.id]);
    expect(await found()).toEqual([parent.acquisitionId]);
    await getSql().query(
      `update exhibits set characteristics = '{"firingPinClass": "Circular"}' where id = any ($1::uuid[])`,
      [[query.exhibit.id]],
    );
    await getSql().query(`update exhibits set characteristics = '{"firingPinClass": "Other"}' where id = $1`, [
      parent.exhibit.id,
    ]);
    expect(await found()).toEqual([parent.acquisitionId]);
    await getSql().query(`update exhibits set characteristics = '{"firingPinClass": "Elliptical"}' where id = $1`, [
      parent.exhibit.id,
    ]);
    expect(await found()).toEqual([]);
    // None of it is history: the mark and its vector stayed.
    const { rows } = await getSql().query("select 1 from feature_history where acquisition_id = any ($1::uuid[])", [
      [query, parent, cast].map((each) => each.acquisitionId),
    ]);
    expect(rows).toEqual([]);
  });

  test("a row that says less than the records names nobody who may not be named", async () => {
    const query = await enter(jamaican, 1, { exhibit: { calibre: "10mm Auto" } });
    const national = await enter(barbadian, 0.9, { exhibit: { calibre: "10mm Auto", category: "LIC" } });
    await getSql().query("update features set national = false where acquisition_id = $1", [national.acquisitionId]);
    expect(await search(query)).toEqual([]);
    expect(await search(query, { exactBelow: 1 })).toEqual([]);
  });

  test("turns the query through the steps that its model knows, and the index agrees with the exact search", async () => {
    const calibre = { exhibit: { calibre: ".357 Magnum" } };
    // Harmonic 1 in the first complex number: a quarter turn brings (0, cosine) to (cosine, 0).
    const turning = {
      harmonics: Array.from({ length: 128 }, (_, p) => (p === 0 ? 1 : 0)),
      steps: [0, 0.25, 0.5, 0.75],
    };
    const query = await enter(jamaican, 1, calibre);
    const [lying, turned] = [await enter(barbadian, 0.7, calibre), await enter(barbadian, 0, calibre)];
    const others = [];
    for (const cosine of [-0.9, 0.1, 0.3, -0.6]) others.push(await enter(barbadian, cosine, calibre));
    const exact = await search(query, { turning });
    expect(exact.slice(0, 2)).toEqual([turned, others[1]].map((each) => each?.acquisitionId));
    expect(exact).toContain(lying.acquisitionId);
    for (const limit of [1, 3, 6]) {
      expect(await search(query, { turning, exactBelow: 1, limit })).toEqual(exact.slice(0, limit));
    }
    expect((await search(query))[0]).toBe(lying.acquisitionId);
  });

  test("meets pictures of another view, by a vector of that view where there is one", async () => {
    const calibre = { exhibit: { calibre: ".308" } };
    const scan = await enter(jamaican, 0.9, calibre);
    const image = await describeMark(await enterEvidence(world.deps, barbadian, calibre), -0.5, MODEL, {
      view: "ring-light",
      own: true,
    });
    const otherScan = await enter(barbadian, 0.8, calibre);
    const expected = [otherScan, image].map((each) => each.acquisitionId);
    expect(await search(scan)).toEqual(expected);
    expect((await search(image)).sort()).toEqual([scan, otherScan].map((each) => each.acquisitionId).sort());
    await describeMark(scan, -0.6, MODEL, { view: "ring-light", own: false });
    await describeMark(otherScan, 0.3, MODEL, { view: "ring-light", own: false });
    expect(await search(scan)).toEqual([image, otherScan].map((each) => each.acquisitionId));
    expect(await search(image, { limit: 1 })).toContain(scan.acquisitionId);
  });

  test("says how similar, and of whom", async () => {
    const calibre = { exhibit: { calibre: ".25 ACP" } };
    const query = await enter(jamaican, 1, calibre);
    const other = await enter(barbadian, 0.5, calibre);
    const [found] = await getSql().transaction((tx) =>
      findNearest(tx, {
        acquisitionId: query.acquisitionId,
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

  test("what its state removed is found by no search, of the database or of memory, and searches nothing; restored it is", async () => {
    const query = await enter(jamaican, 1);
    const removed = await enter(barbadian, 0.999);
    const kept = await enterExhibit(world.deps, barbadian, removed.case, { exhibit: { exhibitNumber: "E2" } });
    await describeMark(kept, 0.998);
    const reason = { reasonCode: "court_order" as const, reason: "The court of Bridgetown ordered it." };
    const both = [removed.acquisitionId, kept.acquisitionId];
    const foundOf = async () => (await search(query)).filter((id) => both.includes(id));
    expect(await foundOf()).toEqual(both);
    const one = await removeEvidence(world.deps, coordinator, { of: { exhibitId: removed.exhibit.id }, ...reason });
    expect(await foundOf()).toEqual([kept.acquisitionId]);
    expect(await search(removed)).toEqual([]);
    const all = await removeEvidence(world.deps, coordinator, { of: { caseId: removed.case.id }, ...reason });
    expect(await foundOf()).toEqual([]);
    // A vector that comes in the meantime, of a step that was under way.
    await describeMark(kept, 0.997);
    expect(await foundOf()).toEqual([]);
    await restoreEvidence(world.deps, coordinator, { removalId: all.id, reason: "The order was quashed." });
    expect(await foundOf()).toEqual([kept.acquisitionId]);
    await restoreEvidence(world.deps, coordinator, { removalId: one.id, reason: "The order was quashed." });
    expect(await foundOf()).toEqual(both);
  });

  test("what an agreement leaves out is found by neither of the two states, and by others as ever", async () => {
    const regional = await world.hire("TT", "regional_coordinator");
    const query = await enter(jamaican, 1);
    const fire = await enter(barbadian, 0.9995, { exhibit: { category: "TF" } });
    const third = await enter(await world.hire("TT", "lab_technician"), 1);
    expect(await search(query)).toContain(fire.acquisitionId);
    const agreement = await createAgreement(world.deps, regional, {
      states: ["BB", "JM"],
      categories: ["CE"],
      images: true,
      validUntil: null,
    });
    expect(await search(query)).not.toContain(fire.acquisitionId);
    expect(await search(fire)).not.toContain(query.acquisitionId);
    expect(await search(third)).toContain(fire.acquisitionId);
    await release(world.deps, coordinator, fire.case.id, "JM");
    expect(await search(query)).toContain(fire.acquisitionId);
    await withdrawAgreement(world.deps, regional, { id: agreement.id });
  });
});
