/** Where backups lie; the command line gives a folder. */

export interface StoredBytes {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface BackupDraft {
  /** Writes one of the backup's own parts. */
  write(name: string, body: AsyncIterable<Uint8Array | string>): Promise<StoredBytes>;
  /** From now on it counts: whatever came before is on the disk. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

export interface BackupPlace {
  /** The backups that are whole, oldest first. */
  list(): Promise<readonly string[]>;
  begin(id: string): Promise<BackupDraft>;
  /** Errors: BACKUP_BROKEN. */
  read(id: string, name: string): AsyncIterable<Uint8Array>;
  /** A file of the store, by what it is: every backup of this place that has it shares it. */
  keepBytes(body: AsyncIterable<Uint8Array>): Promise<StoredBytes>;
  hasBytes(bytes: StoredBytes): Promise<boolean>;
  /** Errors: BACKUP_BROKEN. */
  readBytes(sha256: string): AsyncIterable<Uint8Array>;
}
