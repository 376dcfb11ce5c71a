export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  /** What the person who met the error can do about it. */
  readonly remedy: string;
}
