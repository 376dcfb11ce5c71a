/** The process in which the threads of the analysis pool decode images; started by them, never imported. */
import { composeImageProcess } from "../src/compose-thread.ts";

composeImageProcess();
