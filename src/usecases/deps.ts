/** What the usecases stand on. `compose.ts` fills it; each usecase takes the part that it needs. */
import type { LikelihoodModel } from "../analysis/likelihood/likelihood-model.ts";
import type { AnalysisPool } from "../ports/analysis-pool.ts";
import type { BlobStore } from "../ports/blob-store.ts";
import type { BundleOpener } from "../ports/bundle-opener.ts";
import type { Clock } from "../ports/clock.ts";
import type { CommonPasswords } from "../ports/common-passwords.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { IdentityProvider } from "../ports/identity-provider.ts";
import type { ImagePyramids } from "../ports/image-pyramids.ts";
import type { Log } from "../ports/log.ts";
import type { Mailer } from "../ports/mailer.ts";
import type { Meters } from "../ports/meters.ts";
import type { OneTimeCodes } from "../ports/one-time-codes.ts";
import type { PasswordHasher } from "../ports/password-hasher.ts";
import type { PictureCleaner } from "../ports/picture-cleaner.ts";
import type { ReportRenderer } from "../ports/report-renderer.ts";
import type { SecretBox } from "../ports/secret-box.ts";
import type { Signer } from "../ports/signer.ts";
import type { Sql, SqlExecutor } from "../ports/sql.ts";
import type { SweepCache } from "../ports/sweep-cache.ts";
import type { VectorMemory } from "../ports/vector-memory.ts";
import type { WebhookSender } from "../ports/webhook-sender.ts";
import type { AnalysisTasks } from "./analysis/tasks.ts";

export interface Deps {
  readonly sql: Sql;
  /** For reads in bulk that bear its lag, and are completed from `sql`; absent where there is none. */
  readonly replica?: SqlExecutor;
  readonly blobs: BlobStore;
  readonly pool: AnalysisPool<AnalysisTasks>;
  readonly embedder: Embedder;
  readonly sweepCache: SweepCache;
  readonly imagePyramids: ImagePyramids;
  readonly pictures: PictureCleaner;
  /** Null where the settings give it no memory: the database searches alone. */
  readonly vectorMemory: VectorMemory | null;
  readonly clock: Clock;
  readonly passwords: PasswordHasher;
  readonly commonPasswords: CommonPasswords;
  readonly secretBox: SecretBox;
  readonly oneTimeCodes: OneTimeCodes;
  /** At which people may sign in, each for accounts of its states. */
  readonly identityProviders: readonly IdentityProvider[];
  readonly reportRenderer: ReportRenderer;
  readonly signer: Signer;
  readonly bundleOpener: BundleOpener;
  /** Fitted ratios, each for one method and version; none where none are shipped. */
  readonly likelihoods: readonly LikelihoodModel[];
  /** How people and other systems are told that there is something to look at. */
  readonly delivery: {
    /** Null where no mail server is set: nobody is written to. */
    readonly mailer: Mailer | null;
    readonly webhooks: WebhookSender;
    /** Of the service, without a slash at its end; for links in mail. */
    readonly publicUrl: string | null;
    /** What comes within it goes out as one mail. */
    readonly gatherSeconds: number;
  };
  readonly log: Log;
  /** Absent where nobody measures. */
  readonly meters?: Meters;
  /** Secrets and limits that usecases need; the rest of the configuration stays in compose. */
  readonly limits: {
    readonly maxUploadBytes: number;
    /** A session ends this long after it was opened, */
    readonly sessionHours: number;
    /** and this long after its last request. */
    readonly sessionIdleMinutes: number;
    readonly invitationHours: number;
    /** Whether the region requires a second factor of everybody. */
    readonly secondFactorRequired: boolean;
    /** How many of the nearest vectors are verified geometrically. */
    readonly candidatesVerified: number;
    /** How many of the best verified candidates of a query become linkages in the examiners' queue. */
    readonly candidatesProposed: number;
  };
}
