/** What a thread of the search by vectors runs; started by its pool, never imported. */
import { composeScanThread } from "../src/compose-scan-thread.ts";

export default composeScanThread();
