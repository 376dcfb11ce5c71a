export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  /** What the person who met the error can do about it. */
  readonly remedy: string;
  /** Of the moment: the same request may succeed once what lacked is there, so its Idempotency-Key is not spent on the refusal. */
  readonly passing?: true;
}
