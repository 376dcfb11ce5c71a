import { describe, expect, test } from "@jest/globals";
import { followAcquisition, type StageTold } from "../../src/web/uploads/follow-acquisition.ts";
import type { SendOptions, UploadTransport } from "../../src/web/uploads/upload-item.ts";
import { UploadQueue } from "../../src/web/uploads/upload-queue.ts";

interface Facts {
  readonly region: string;
}
type Send = (file: File, options: SendOptions) => Promise<void>;

const LOST = new Error("line lost");
const GONE = new Error("gone");
const BAD = new Error("refused");

/** A service that is told what to do at each call; what it was asked stands in `asked`. */
function openWorld(sends: Send[] = [], files: (() => Promise<string>)[] = []) {
  const asked: unknown[] = [];
  const kept: { text: string | null } = { text: null };
  const waits: (() => void)[] = [];
  const sendAll: Send = async (file, options) => {
    options.onUrl("/v1/uploads/u");
    options.onSent(file.size);
  };
  const transport: UploadTransport<Facts> = {
    async send(file, options) {
      asked.push(["send", file.name, options.uploadUrl]);
      await (sends.shift() ?? sendAll)(file, options);
    },
    async file(url, facts, key) {
      asked.push(["file", url, facts.region, key]);
      return (files.shift() ?? (async () => "acquisition"))();
    },
    async discard(url) {
      asked.push(["discard", url]);
    },
    isLineLost: (error) => error === LOST,
    isUploadGone: (error) => error === GONE,
  };
  let ids = 0;
  const open = () =>
    new UploadQueue<Facts>({
      transport,
      store: {
        load: () => kept.text,
        save: (text) => {
          kept.text = text;
        },
      },
      makeId: () => `id-${String(++ids)}`,
      wait: () => new Promise((done) => waits.push(done)),
    });
  const lineComesBack = () => {
    for (const done of waits.splice(0)) done();
  };
  return { open, asked, kept, lineComesBack };
}

const scan = (name = "a.x3p") => new File([new Uint8Array(10)], name);
const settle = () => new Promise((done) => setTimeout(done, 5));
const fails = (error: Error, sent = 0): Send => {
  return async (_file, { onUrl, onSent }) => {
    onUrl("/v1/uploads/u");
    onSent(sent);
    throw error;
  };
};
const stages = (queue: UploadQueue<Facts>) => queue.items().map(({ stage }) => stage);

describe("the queue of uploads", () => {
  test("bytes flow at once, and a file becomes evidence when it is confirmed and sent, whichever is first", async () => {
    const { open, asked, kept } = openWorld();
    const queue = open();
    const id = queue.add(scan(), { region: "BreechFace" });
    await settle();
    expect(stages(queue)).toEqual(["sent"]);
    queue.setFacts(id, { region: "FiringPinImpression" });
    queue.confirm(id);
    const second = queue.add(scan("b.x3p"), { region: "LEA" });
    queue.confirm(second);
    await settle();
    expect(queue.items().map(({ stage, result }) => [stage, result])).toEqual([
      ["filed", "acquisition"],
      ["filed", "acquisition"],
    ]);
    expect(asked).toEqual([
      ["send", "a.x3p", null],
      ["file", "/v1/uploads/u", "FiringPinImpression", expect.any(String)],
      ["send", "b.x3p", null],
      ["file", "/v1/uploads/u", "LEA", expect.any(String)],
    ]);
    expect(kept.text).toBeNull();
  });

  test("a lost line is waited for, and the upload goes on where it stopped", async () => {
    const { open, asked, lineComesBack } = openWorld([fails(LOST, 4)]);
    const queue = open();
    queue.add(scan(), { region: "BreechFace" });
    await settle();
    expect(queue.items()[0]).toMatchObject({ stage: "offline", sentBytes: 4, uploadUrl: "/v1/uploads/u" });
    expect(queue.isBusy()).toBe(true);
    lineComesBack();
    await settle();
    expect(stages(queue)).toEqual(["sent"]);
    expect(asked.at(-1)).toEqual(["send", "a.x3p", "/v1/uploads/u"]);
  });

  test("a line lost while it is filed is tried again with the same key, and not sent again", async () => {
    const lost = async () => {
      throw LOST;
    };
    const { open, asked, lineComesBack } = openWorld([], [lost]);
    const queue = open();
    queue.confirm(queue.add(scan(), { region: "BreechFace" }));
    await settle();
    expect(stages(queue)).toEqual(["offline"]);
    lineComesBack();
    await settle();
    expect(stages(queue)).toEqual(["filed"]);
    const [first, again] = asked.filter((each) => (each as string[])[0] === "file") as string[][];
    expect(again?.[3]).toBe(first?.[3]);
    expect(asked.filter((each) => (each as string[])[0] === "send")).toHaveLength(1);
  });

  test("what the service acknowledged outlives the page: it is filed by the next, with the key of the one before", async () => {
    const never = () => new Promise<string>(() => {});
    const { open, asked } = openWorld([], [never]);
    const before = open();
    before.confirm(before.add(scan(), { region: "BreechFace" }));
    await settle();
    expect(stages(before)).toEqual(["filing"]);
    const after = open();
    await settle();
    expect(after.items()[0]).toMatchObject({ stage: "filed", result: "acquisition" });
    const keys = asked.filter((each) => (each as string[])[0] === "file").map((each) => (each as string[])[3]);
    expect(keys[1]).toBe(keys[0]);
  });

  test("what was half sent asks for its file again, and goes on from what came", async () => {
    const hangs: Send = async (_file, { onUrl, onSent }) => {
      onUrl("/v1/uploads/u");
      onSent(3);
      await new Promise(() => {});
    };
    const { open, asked } = openWorld([hangs]);
    open().add(scan(), { region: "BreechFace" });
    await settle();
    const queue = open();
    expect(stages(queue)).toEqual(["interrupted"]);
    queue.add(scan(), { region: "" });
    await settle();
    expect(queue.items()).toMatchObject([{ stage: "sent", facts: { region: "BreechFace" } }]);
    expect(asked.at(-1)).toEqual(["send", "a.x3p", "/v1/uploads/u"]);
  });

  test("an upload that the service no longer keeps is sent anew", async () => {
    const gone = async () => {
      throw GONE;
    };
    const { open, asked } = openWorld([], [gone]);
    const queue = open();
    queue.confirm(queue.add(scan(), { region: "BreechFace" }));
    await settle();
    expect(stages(queue)).toEqual(["filed"]);
    expect(asked.map((each) => (each as string[])[0])).toEqual(["send", "file", "send", "file"]);
  });

  test("a refusal is shown, and corrected facts may be confirmed once more, as a decision of its own", async () => {
    const refused = async () => {
      throw BAD;
    };
    const { open, asked } = openWorld([], [refused]);
    const queue = open();
    const id = queue.add(scan(), { region: "LEA" });
    queue.confirm(id);
    await settle();
    expect(queue.items()[0]).toMatchObject({ stage: "refused", error: BAD, confirmed: false });
    queue.setFacts(id, { region: "BreechFace" });
    expect(stages(queue)).toEqual(["sent"]);
    queue.confirm(id);
    await settle();
    expect(stages(queue)).toEqual(["filed"]);
    const keys = asked.filter((each) => (each as string[])[0] === "file").map((each) => (each as string[])[3]);
    expect(keys[1]).not.toBe(keys[0]);
  });

  test("no more than two are sent at once; one taken away is given up at the service", async () => {
    const hangs: Send = async (_file, { onUrl, signal }) => {
      onUrl("/v1/uploads/u");
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    };
    const { open, asked } = openWorld([hangs, hangs, hangs]);
    const queue = open();
    const ids = ["a", "b", "c"].map((name) => queue.add(scan(name), { region: "BreechFace" }));
    await settle();
    expect(stages(queue)).toEqual(["sending", "sending", "waiting"]);
    queue.remove(ids[0] ?? "");
    await settle();
    expect(stages(queue)).toEqual(["sending", "sending"]);
    expect(asked).toContainEqual(["discard", "/v1/uploads/u"]);
  });

  test("a store that holds what is no queue is begun anew", () => {
    const world = openWorld();
    world.kept.text = "{";
    expect(world.open().items()).toEqual([]);
  });
});

describe("following an acquisition", () => {
  function openSource() {
    const listeners = new Map<string, (event: { readonly data: string }) => void>();
    const source = {
      readyState: 1,
      closed: false,
      addEventListener(kind: string, listener: (event: { readonly data: string }) => void) {
        listeners.set(kind, listener);
      },
      close() {
        source.closed = true;
      },
    };
    const say = (kind: string, data: object) => listeners.get(kind)?.({ data: JSON.stringify(data) });
    return { source, say };
  }

  test("tells stages and progress, and ends with the last stage", () => {
    const { source, say } = openSource();
    const told: StageTold[] = [];
    let ends = 0;
    followAcquisition("x", { onTold: (each) => told.push(each), onEnd: () => (ends += 1) }, (url) => {
      expect(url).toBe("/v1/acquisitions/x/events");
      return source;
    });
    say("stage", { seq: "1", stage: "received", note: null });
    say("progress", { stage: "received", progress: 0.4 });
    expect(ends).toBe(0);
    say("stage", { seq: "2", stage: "outline_needed", note: "Draw it." });
    expect(told).toEqual([
      { stage: "received", progress: 0, note: null },
      { stage: "received", progress: 0.4, note: null },
      { stage: "outline_needed", progress: 0, note: "Draw it." },
    ]);
    expect([ends, source.closed]).toEqual([1, true]);
  });

  test("a line that the browser takes up again ends nothing; one that is closed does", () => {
    const { source, say } = openSource();
    let ends = 0;
    followAcquisition("x", { onTold: () => {}, onEnd: () => (ends += 1) }, () => source);
    source.readyState = 0;
    say("error", {});
    expect(ends).toBe(0);
    source.readyState = 2;
    say("error", {});
    expect(ends).toBe(1);
  });
});
