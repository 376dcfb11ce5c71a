/** Writes docs/errors.md from src/domain/errors.ts: `npm run build && node scripts/write-errors.mjs`. A test holds the two together. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const INTRODUCTION = `# Errors

Every refusal of the HTTP API is \`application/problem+json\` (RFC 9457) and every failure of the command line is one line
\`CODE: what is wrong and what to do\`. The code is stable: programs decide on it. The words may change.

\`\`\`json
{
  "type": "urn:ribin:error:PRECONDITION_FAILED",
  "title": "The record has changed since you read it",
  "status": 412,
  "detail": "Another decision about this linkage was recorded meanwhile.",
  "code": "PRECONDITION_FAILED",
  "remedy": "Read it again and send its new ETag in If-Match.",
  "instance": "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10"
}
\`\`\`

\`instance\` is the request id, as in the \`X-Request-Id\` header and the log. \`VALIDATION_FAILED\` adds \`errors\`, a list of
\`{field, message}\`, with the common problems as a code (\`problem\`: \`required\`, \`too_long\` with its \`limit\`, ...) and, in a file, \`place\` and \`name\`; \`detailSaid\` tells each sentence of \`detail\` by a stable code with its values (\`src/domain/sayings\`); \`DUPLICATE_ACQUISITION\` adds \`existingId\`. What the service did not foresee is \`INTERNAL\`, without details.

This file is made from the tables in \`src/domain/errors\` by \`scripts/write-errors.mjs\`.

| Code | Status | What it means | What to do |
|---|---|---|---|
`;

/** The whole of docs/errors.md. */
export function formatErrors(errors) {
  const rows = Object.entries(errors).map(
    ([code, { status, title, remedy }]) => `| \`${code}\` | ${status} | ${title} | ${remedy} |\n`,
  );
  return INTRODUCTION + rows.join("");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ERRORS } = await import("../dist/src/domain/errors.js");
  writeFileSync(new URL("../docs/errors.md", import.meta.url), formatErrors(ERRORS));
}
