/** What a thread of the analysis pool runs; started by the pool, never imported. */
import { composeThread } from "../src/compose-thread.ts";

export default composeThread();
