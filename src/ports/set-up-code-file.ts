/** Where the code of the first set-up lies for who may read the service's data folder, and for nobody else. */
export interface SetUpCodeFile {
  /** For the log: it says where the code lies, never what it is. */
  readonly path: string;
  /** Null where there is none. */
  read(): Promise<string | null>;
  write(code: string): Promise<void>;
  remove(): Promise<void>;
}
