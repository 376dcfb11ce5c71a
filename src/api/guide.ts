/** The words before the routes on the docs page: what a client must know once. */
import { IDEMPOTENCY_HOURS } from "../usecases/requests/forget-idempotency-keys.ts";
import { PAGE_LIMIT } from "./contracts/page.ts";

export const GUIDE = `
RIBIN core links ballistic evidence across the states of the region: labs upload scans of cartridge cases and bullets, the
service proposes candidates, examiners review and verify them, and a confirmed hit is reported.

**A machine score is never a conclusion.** It orders what examiners look at.

### Sign in
\`POST /v1/sessions\` with e-mail address and password gives a bearer token (201), or a challenge (202) where the person has a
second factor: \`POST /v1/sessions/second-factor\` with a code of the authenticator then gives the token. An acquisition station
has a token of its own (\`POST /v1/stations\`). A new person sets a password with the invitation that the coordinator handed over
(\`POST /v1/invitations/acceptance\`), or links an identity at one of the OpenID providers of \`GET /v1/sign-in-methods\`. Send it with every request: \`Authorization: Bearer <token>\`. On this page: the **Authorize** button.

### What you see
Your state owns its evidence. Of another state's you see what belongs to a candidate between the two states, and more only
after a release or an agreement. Once a session of work you state why you look (\`POST /v1/me/work-purpose\`: a purpose and a case
number of your state); without it searches and other states' evidence are refused with \`PURPOSE_REQUIRED\`. What you may not see is answered as if it were not there.

### From upload to hit
1. \`POST /v1/cases\`, \`POST /v1/exhibits\`, then \`POST /v1/acquisitions\` with the file (X3P, PNG, TIFF, JPEG).
   A large file over a weak line: the resumable protocol [tus 1.0](https://tus.io) at \`/v1/uploads\`, then
   \`POST /v1/acquisitions\` with the \`uploadId\`.
2. Follow \`GET /v1/acquisitions/{id}/events\` (server-sent events): quality, features, search, verification.
   Where it ends at \`outline_needed\`, draw the mark with \`POST /v1/acquisitions/{id}/outlines\`, and it goes on.
3. \`GET /v1/linkages\` is the examiners' queue. \`POST …/reviews\`, then \`…/conclusions\` by two examiners, the second blind,
   then \`…/hit\`, and \`POST /v1/reports\`: a lead notice or a hit report, signed. Whoever holds one checks it at
   \`POST /v1/public/report-verifications\`, without an account.

### Rules of every request
- **Refusals** are \`application/problem+json\` with a stable \`code\` and a \`remedy\`; decide on the code.
- **Retries:** send an \`Idempotency-Key\` with each POST. The same request with the same key, within ${IDEMPOTENCY_HOURS} hours, is
  done once; the answer, a refusal too, is repeated with \`Idempotency-Replayed: true\`. A secret (a token, an invitation, recovery codes) is shown once and is null
  in a repeated answer. A refusal of the moment (no purpose stated, a sign-in that ran out, too many requests, a failure of the service) spends no key. Signing in takes no key: each sign-in is a session of its own;
  neither does accepting an invitation, which counts once.
- **Changes:** a record that changes has an \`ETag\`. Send it back as \`If-Match\` with PATCH and with decisions; if someone was
  faster the answer is 412 and you read again.
- **Lists** take \`limit\` (1 to ${PAGE_LIMIT.max}, ${PAGE_LIMIT.default} if left out) and \`cursor\`, and give \`nextCursor\`, null on the last page.
- **Request ids:** your \`X-Request-Id\`, or a new one, comes back and stands in the audit trail.
- Times are ISO 8601 in UTC; lengths are metres and angles radians unless the name says otherwise.
`.trim();

export const TAGS: readonly { readonly name: string; readonly description: string }[] = [
  { name: "sessions", description: "Signing in and out" },
  { name: "people and labs", description: "Accounts, laboratories, acquisition stations, states" },
  { name: "cases", description: "Cases of your state, and those released to it" },
  { name: "exhibits", description: "The evidence of a case" },
  { name: "acquisitions", description: "Scans and images of an exhibit, and what becomes of them" },
  { name: "uploads", description: "Resumable uploads (tus 1.0) of large files over weak lines" },
  { name: "candidates", description: "Pairs that the search proposed, with the comparison behind them" },
  { name: "linkages", description: "The examiners' queue: review, conclusions, hit" },
  { name: "hits and reports", description: "Confirmed links between cases, and the documents about them" },
  {
    name: "intelligence",
    description: "Statistics, flows and links of the region, firearms and their tracing, nominations to IBIN",
  },
  { name: "clocks", description: "What is due by the service clocks, what waits, and by which days it is counted" },
  { name: "notifications", description: "What people and other systems are told, and how" },
  { name: "proficiency", description: "Blind known pairs in the queue, and how labs judge them" },
  { name: "sharing", description: "Releases of cases and agreements between states" },
  { name: "exchange", description: "Import and export of your own state's evidence" },
  { name: "retention", description: "How long evidence is kept, legal holds, and purges by two people" },
  { name: "operations", description: "Jobs, refused files, the audit trail, health" },
];
