/** What is drawn on the marks of a comparison lies in the mark's own places, whatever the microscope does meanwhile. */
import { describe, expect, test } from "@jest/globals";
import { shapeSchema } from "../../src/domain/annotation.ts";
import {
  dragPlaces,
  findAnnotationAt,
  moveToSide,
  placeInMiddle,
  setKind,
  setPlace,
  showAnnotation,
  sideAt,
  toFrame,
} from "../../src/web/viewers/annotate.ts";
import {
  ANNOTATION_KINDS,
  type AnnotationShape,
  addPlace,
  draftOf,
  lengthOf,
  shapeOf,
  traceShape,
} from "../../src/web/viewers/annotation-shapes.ts";
import { type MicroscopeState, makeStore, set, viewOf } from "../../src/web/viewers/microscope-state.ts";

const POSE = { angle: Math.PI / 2, shiftX: 3, shiftY: -1 };
const FRAME = { left: 0, top: 0, width: 400, height: 200 };
const start = (part: Partial<MicroscopeState> = {}) => makeStore({ pose: POSE, ...part });
const SHAPES: readonly AnnotationShape[] = [
  { kind: "point", at: { x: 1, y: 2 } },
  { kind: "arrow", from: { x: 1, y: 2 }, to: { x: 3, y: 4 } },
  { kind: "line", from: { x: 0, y: 0 }, to: { x: 3, y: 4 } },
  { kind: "ellipse", centre: { x: 1, y: 1 }, radiusX: 2, radiusY: 1, angle: 0.5 },
  {
    kind: "outline",
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
    ],
  },
];

describe("shapes", () => {
  test.each(SHAPES)("$kind: what is corrected is the same until it is moved", (shape) => {
    expect(shapeOf(draftOf(shape, "a"))).toEqual(shape);
  });

  test("are none before their last place is set, and none without a size", () => {
    const draft = { side: "a", kind: "line", points: [], angle: 0 } as const;
    expect(shapeOf(draft)).toBeNull();
    const one = addPlace(draft, { x: 1, y: 1 });
    expect(shapeOf(one)).toBeNull();
    expect(shapeOf(addPlace(one, { x: 1, y: 1 }))).toBeNull();
    expect(shapeOf({ ...addPlace(one, { x: 2, y: 1 }), kind: "ellipse" })).toBeNull();
    const whole = addPlace(one, { x: 2, y: 1 });
    expect(shapeOf(whole)).toEqual({ kind: "line", from: { x: 1, y: 1 }, to: { x: 2, y: 1 } });
    // The next place begins another.
    expect(addPlace(whole, { x: 5, y: 5 }).points).toEqual([{ x: 5, y: 5 }]);
  });

  test("a line has a length, and an ellipse goes round its middle", () => {
    expect(SHAPES.map(lengthOf)).toEqual([null, null, 5, null, null]);
    const { points, closed } = traceShape(SHAPES[3]!);
    expect(closed).toBe(true);
    for (const { x, y } of points) {
      const [u, v] = [
        Math.cos(0.5) * (x - 1) + Math.sin(0.5) * (y - 1),
        -Math.sin(0.5) * (x - 1) + Math.cos(0.5) * (y - 1),
      ];
      expect((u / 2) ** 2 + v ** 2).toBeCloseTo(1, 9);
    }
  });
});

describe("drawing on B", () => {
  test("keeps B's own places when B is moved afterwards", () => {
    const store = start({ kind: "point" });
    store.change(setPlace("b", { x: 3, y: 0 }));
    const place = store.read().draft?.points[0] as { x: number; y: number };
    expect([place.x, place.y]).toEqual([expect.closeTo(1, 9), expect.closeTo(0, 9)]);
    store.change(set({ pose: { angle: 0, shiftX: 10, shiftY: 0 } }));
    expect(store.read().draft?.points[0]).toEqual(place);
    expect(toFrame(store.read(), "b", place).x).toBeCloseTo(11, 9);
  });

  test("given to the other mark stays where it is seen", () => {
    const store = start({ kind: "arrow" });
    store.change(dragPlaces("a", { x: 1, y: 1 }, { x: 4, y: 2 }, 0));
    store.change(moveToSide("b"));
    const { draft } = store.read();
    const seen = draft?.points.map((point) => toFrame(store.read(), "b", point));
    expect(seen?.map(({ x, y }) => [Number(x.toFixed(9)), Number(y.toFixed(9))])).toEqual([
      [1, 1],
      [4, 2],
    ]);
  });
});

test("of the middle of what is seen only the place is kept, as the API takes it", () => {
  for (const kind of ANNOTATION_KINDS) {
    const store = start({ kind });
    store.change(setPlace("a", viewOf(store.read())));
    expect(store.read().draft?.points).toEqual([{ x: 0, y: 0 }]);
    store.change(placeInMiddle(400));
    expect(shapeSchema.safeParse(shapeOf(store.read().draft!))).toMatchObject({ success: true });
  }
});

test("an outline takes the corners of one drag, not closer than asked, and corners that are set one by one", () => {
  const store = start({ kind: "outline" });
  for (const x of [1, 1.1, 2, 3]) store.change(dragPlaces("a", { x: 0, y: 0 }, { x, y: x * x }, 0.5));
  expect(store.read().draft?.points.map(({ x }) => x)).toEqual([0, 1, 2, 3]);
  store.change(setPlace("a", { x: 9, y: 0 }));
  expect(store.read().draft?.points).toHaveLength(5);
  // Another kind begins anew.
  store.change(setKind("point"));
  expect(store.read().draft).toBeNull();
});

test("in one window the mark under the hand is drawn on: beside the dividing line, or the one that is shown", () => {
  const at = (x: number) => sideAt(start({ layout: "split" }).read(), null, FRAME, { x, y: 100 });
  expect([at(150), at(250)]).toEqual(["a", "b"]);
  const moved = start({ layout: "split", split: { at: -0.5, angle: 0 } }).read();
  expect(sideAt(moved, null, FRAME, { x: 150, y: 100 })).toBe("b");
  expect(sideAt(start().read(), "b", FRAME, { x: 10, y: 10 })).toBe("b");
});

test("one is placed whole in the middle, found by the hand, and brought back under the cross", () => {
  const store = start({ kind: "line" });
  store.change(placeInMiddle(400));
  const shape = shapeOf(store.read().draft!)!;
  expect(lengthOf(shape)).toBeCloseTo(100, 9);
  const drawn = [{ id: "1", side: "a" as const, shape, label: "A1", text: "x", own: true }];
  const pane = { frame: FRAME, view: store.read().views.a, side: "a" as const };
  expect(findAnnotationAt(drawn, store.read(), pane, { x: 240, y: 104 })?.id).toBe("1");
  expect(findAnnotationAt(drawn, store.read(), pane, { x: 240, y: 120 })).toBeNull();
  expect(findAnnotationAt(drawn, store.read(), { ...pane, side: "b" }, { x: 240, y: 100 })).toBeNull();
  store.change(set({ views: { a: { x: 50, y: 9, scale: 2, angle: 1 }, b: { x: 7, y: 9, scale: 2, angle: 1 } } }));
  store.change(showAnnotation(drawn[0]!));
  expect([store.read().views.a.x, store.read().chosenAnnotation]).toEqual([expect.closeTo(0, 9), "1"]);
});
