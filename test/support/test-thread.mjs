/** A thread for the contract of the analysis pool; it stands on the build, as the real one does. */
import { answerInThread } from "../../dist/src/adapters/compute/thread-answer.js";
import { RibinError } from "../../dist/src/domain/errors.js";

export default answerInThread({
  double: async ({ values }) => values.map((value) => 2 * value),
  refuse: async () => {
    throw new RibinError("SIZE_ABSURD", "Too large.", { errors: [{ field: "f", message: "m" }], extra: { side: 7 } });
  },
  fail: async () => {
    throw new TypeError("a fault of the program");
  },
  die: async () => process.exit(1),
  spin: async () => {
    for (;;);
  },
  wait: () => new Promise(() => setInterval(() => {}, 1_000)),
});
