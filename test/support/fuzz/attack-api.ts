/** Sends made requests to the API as people of several roles and states, and judges the answers. */
import { ERRORS } from "../../../src/domain/errors.ts";
import type { Role } from "../../../src/domain/vocabulary.ts";
import type { KnownWorld } from "../../http/support/known-world.ts";
import { makeForm } from "../../http/support/make-form.ts";
import type { TestApp } from "../../http/support/open-test-app.ts";
import { hire, type Person, signIn } from "../../http/support/people.ts";
import type { FuzzRequest } from "./describe-requests.ts";
import { MOST_MS, type Tried } from "./try-input.ts";

/** Words of the program's inside that an answer must not have. */
const INSIDE = /node_modules|\.ts:\d|\.js:\d|syntax error at|relation "|column "|pg_|PGlite|ECONN|ENOENT/;

export interface Attackers {
  readonly who: readonly string[];
  /** Of known records, and of nobody's where the world has no such one. */
  readonly known: ReadonlySet<string>;
  send(request: FuzzRequest): Promise<Tried>;
}

export function openAttackers(api: TestApp, made: KnownWorld): Attackers {
  const people = new Map<string, Person>();
  const add = (state: string, staff: object) => {
    for (const [role, person] of Object.entries(staff)) people.set(`${state} ${role}`, person as Person);
  };
  add("TT", made.world.tt);
  add("JM", made.world.jm);
  add("BB", made.bb);
  people.set("region coordinator", made.regional);
  const known: Readonly<Record<string, string>> = {
    ...made.known,
    labId: made.world.tt.technician.labId as string,
    exhibitA: made.world.left.exhibit.id,
    exhibitB: made.world.right.exhibit.id,
  };
  const fill = (text: string) => text.replace(/@known:(\w+)/g, (_, name: string) => known[name] ?? name);

  const readRoles = async ({ id }: Person): Promise<Role[]> => {
    const { rows } = await api.deps.sql.query("select roles from accounts where id = $1", [id]);
    return (rows[0]?.roles ?? []) as Role[];
  };

  /** Who was signed out by what they sent comes again, as themselves or in another's person. */
  const renew = async (who: string): Promise<Person | null> => {
    const person = people.get(who);
    if (person === undefined) return null;
    const { statusCode } = await person.send("GET", "/v1/me");
    if (statusCode !== 401) return person;
    const again = await signIn(api, person.id, person.email).catch(() => null);
    const signed = again !== null && (await again.send("GET", "/v1/me")).statusCode === 200;
    const fresh = signed
      ? { ...again, labId: person.labId, state: person.state }
      : await hire(api, person.state, person.labId, ...(await readRoles(person)));
    people.set(who, fresh);
    return fresh;
  };

  const send = async (request: FuzzRequest): Promise<Tried> => {
    const person = people.get(request.who) ?? null;
    const form =
      request.form &&
      makeForm([
        ...Object.entries(request.form.fields).map(([name, value]) => ({
          name: name.replace(/[\r\n"]/g, ""),
          value: fill(value),
        })),
        { name: "file", fileName: "a.x3p", content: Buffer.from(request.form.file, "base64") },
      ]);
    const payload = form?.body ?? (request.body === null ? undefined : fill(request.body));
    const ask = async () => {
      const begun = performance.now();
      const answer = await api.app.inject({
        method: request.method as "GET",
        url: fill(request.url),
        headers: {
          ...request.headers,
          ...form?.headers,
          ...(person === null ? {} : { authorization: `Bearer ${person.token}` }),
        },
        ...(payload === undefined ? {} : { payload }),
      });
      return { answer, ms: performance.now() - begun };
    };
    const first = await ask();
    const { answer } = first;
    // Once more, since a machine that was busy with something else is no fault of the request.
    const ms = first.ms > MOST_MS ? Math.min(first.ms, (await ask()).ms) : first.ms;
    const fault = judgeAnswer(answer) ?? (ms > MOST_MS ? `It took ${Math.round(ms)} ms.` : null);
    if (answer.statusCode === 401) await renew(request.who);
    return {
      outcome: String(answer.statusCode),
      ms,
      fault: fault === null ? null : `${request.method} ${request.url.split("?")[0]}: ${fault}`,
    };
  };
  return { who: ["nobody", ...people.keys()], known: new Set(Object.keys(known)), send };
}

function judgeAnswer(answer: {
  statusCode: number;
  headers: Readonly<Record<string, unknown>>;
  body: string;
}): string | null {
  const { statusCode, headers, body } = answer;
  if (statusCode >= 500) return `It was answered ${statusCode}.`;
  if (statusCode < 400 || body === "") return null;
  const type = String(headers["content-type"]);
  if (!type.includes("application/problem+json")) return `A refusal (${statusCode}) is of the type ${type}.`;
  const inside = INSIDE.exec(body);
  if (inside !== null) return `A refusal tells of the program's inside: ${inside[0]}`;
  const { code } = JSON.parse(body) as { code?: unknown };
  return typeof code === "string" && code in ERRORS
    ? null
    : `A refusal (${statusCode}) has no code that is known: ${String(code)}.`;
}
