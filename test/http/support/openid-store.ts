/** What the tests' OpenID provider remembers, through a change of its keys as a real one would. */
import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

export function openOpenIdStore(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  return (model): Adapter => {
    const key = (id: string) => `${model} ${id}`;
    const findBy = (member: "uid" | "userCode", value: string) =>
      [...kept].find(([name, payload]) => name.startsWith(`${model} `) && payload[member] === value)?.[1];
    return {
      upsert: async (id, payload) => void kept.set(key(id), payload),
      find: async (id) => kept.get(key(id)),
      findByUid: async (uid) => findBy("uid", uid),
      findByUserCode: async (code) => findBy("userCode", code),
      async consume(id) {
        const payload = kept.get(key(id));
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
      },
      destroy: async (id) => void kept.delete(key(id)),
      async revokeByGrantId(grantId) {
        for (const [name, payload] of kept) if (payload.grantId === grantId) kept.delete(name);
      },
    };
  };
}
