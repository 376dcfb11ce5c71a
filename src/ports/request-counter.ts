/** Counts what is asked in a name: of one token's holder, of one state. All processes of the service count together where they can. */

/** So many in a window of time, under this key. */
export interface RequestBound {
  /** Of whom it is counted, e.g. "account/<id>". */
  readonly key: string;
  readonly most: number;
}

export interface RequestCount {
  /** Since the window began, this request included. */
  readonly count: number;
  /** Until the window ends. */
  readonly resetMs: number;
}

export interface RequestCounter {
  /**
   * Counts one request under each bound, in their order, and no further than the first one that it exceeds: what a bound refused
   * uses nothing up of those behind it. One count for each bound that was asked.
   */
  count(bounds: readonly RequestBound[], windowMs: number): Promise<readonly RequestCount[]>;
  close(): Promise<void>;
}
