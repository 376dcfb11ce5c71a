/** An authority of a test's own, and certificates of servers, made by openssl. */
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerCertificate } from "./own-servers.ts";

const EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

export interface Authority {
  /** Its own certificate, in PEM. */
  readonly ca: string;
  /** A certificate for the names, e.g. "IP:127.0.0.1", in a folder of whom the server runs as. */
  issue(names: string, owner?: string): ServerCertificate;
  remove(): void;
}

export function makeAuthority(name: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), "ribin-tls-"));
  chmodSync(folder, 0o755);
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  const [ca, caKey] = [join(folder, "ca.pem"), join(folder, "ca.key")];
  const usage = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"];
  openssl("req", "-x509", ...EC, "-keyout", caKey, "-out", ca, "-days", "2", "-subj", `/CN=${name}`, ...usage);
  chmodSync(ca, 0o644);
  let issued = 0;
  return {
    ca,
    issue(names, owner) {
      issued += 1;
      const own = join(folder, String(issued));
      mkdirSync(own, { mode: 0o755 });
      const [cert, key, asked] = [join(own, "cert.pem"), join(own, "key.pem"), join(own, "asked.csr")];
      openssl("req", "-new", ...EC, "-keyout", key, "-out", asked, "-subj", "/CN=server");
      const extensions = join(own, "extensions");
      writeFileSync(extensions, `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
      const by = ["-CA", ca, "-CAkey", caKey, "-CAcreateserial", "-days", "2", "-extfile", extensions];
      openssl("x509", "-req", "-in", asked, "-out", cert, ...by);
      chmodSync(cert, 0o644);
      chmodSync(key, 0o600);
      // PostgreSQL wants its key to be its account's alone.
      if (owner !== undefined && process.getuid?.() === 0) {
        const id = (flag: string) => Number(execFileSync("id", [flag, owner], { encoding: "utf8" }));
        chownSync(key, id("-u"), id("-g"));
      }
      return { cert, key };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
