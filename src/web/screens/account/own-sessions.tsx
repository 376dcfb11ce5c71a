/** Where one is signed in; another place's session can be ended. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, Panel } from "../../design/parts.tsx";
import styles from "./account.module.css";

export function OwnSessions() {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const sessions = useAsked(["own-sessions"], () => ask(api.GET("/v1/me/sessions")));
  const end = useAct(
    (sessionId: string) => ask(api.DELETE("/v1/me/sessions/{sessionId}", { params: { path: { sessionId } } })),
    { refresh: [["own-sessions"]] },
  );
  return (
    <Panel title={t("sessions")} flush>
      {end.error ? <RefusalNotice error={end.error} /> : null}
      <Asked query={sessions}>
        {({ items }) => (
          <ul className={styles.sessions}>
            {items.map(({ id, current, client, address, lastSeenAt, createdAt }) => (
              <li key={id}>
                <div>
                  <span>{nameClient(client) ?? t("unknownClient")}</span>{" "}
                  {current ? <Badge tone="good">{t("thisOne")}</Badge> : null}
                  <small>
                    {t("seen", { seen: formats.fromNow(lastSeenAt), begun: formats.moment(createdAt) })}
                    {address === null ? null : ` · ${address}`}
                  </small>
                </div>
                {current ? null : (
                  <Button
                    aria-label={t("endOf", { client: nameClient(client) ?? t("unknownClient") })}
                    busy={end.isPending && end.variables === id}
                    onClick={() => end.mutate(id)}
                  >
                    {t("end")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </Panel>
  );
}

const BROWSERS = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
] as const;

/** "Firefox, Windows" of what a browser says of itself; of anything else its first words. */
function nameClient(client: string | null): string | null {
  if (client === null || client.trim() === "") return null;
  const known = [BROWSERS, SYSTEMS].flatMap((list) => list.find(([sign]) => sign.test(client))?.[1] ?? []);
  return known.length > 0 ? known.join(", ") : client.slice(0, 60);
}
