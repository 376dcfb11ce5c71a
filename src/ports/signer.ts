/** Signs what others must be able to check: the heads of the audit trail, reports. The private key never leaves it. */
export interface Signer {
  /** Thumbprint (RFC 7638) of the public key. */
  readonly keyId: string;
  /** The 32 bytes of the Ed25519 key, base64url. */
  readonly publicKey: string;
  /** Ed25519 over the bytes as they are: 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}
