/** What is wrong with a server's certificate, in words: a service that says only that a server does not answer sends people to the wrong place. */

const WORDS: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "it is for another name than the one that the setting states",
  CERT_HAS_EXPIRED: "it has expired",
  CERT_NOT_YET_VALID: "it is not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "it is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "no authority that is trusted here signed it",
  UNABLE_TO_GET_ISSUER_CERT: "no authority that is trusted here signed it",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "no authority that is trusted here signed it",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "no authority that is trusted here signed it",
  CERT_SIGNATURE_FAILURE: "its signature is wrong",
  CERT_REVOKED: "it was revoked",
  CERT_UNTRUSTED: "it is not trusted",
  CERT_REJECTED: "it was rejected",
  INVALID_CA: "its authority may sign none",
  INVALID_PURPOSE: "it is for another purpose",
  CERT_CHAIN_TOO_LONG: "its chain is too long",
};

/** What `pg` says, without a code, of a server that speaks no TLS. */
const NO_TLS = /server does not support SSL/;

interface Failure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: Failure | null | undefined;
}

/** A sentence about the certificate of `whose` ("The database's"); null where the failure is another. */
export function explainCertificate(error: unknown, whose: string): string | null {
  // By its shape: what Node's own sockets throw need not be of this realm's class.
  for (let each = error as Failure | null | undefined; typeof each === "object" && each !== null; each = each.cause) {
    const { code } = each;
    const words = typeof code === "string" ? WORDS[code] : undefined;
    if (words !== undefined) return `${whose} certificate is not accepted: ${words} (${code}).`;
    if (NO_TLS.test(String(each.message)))
      return `${whose} certificate cannot be asked for: the server does not speak TLS.`;
  }
  return null;
}
