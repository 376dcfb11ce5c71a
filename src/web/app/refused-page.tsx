/** A page that was refused, or failed: it has its heading, says why, and leads on. */
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { ButtonLink } from "../design/button-link.tsx";
import { Button } from "../design/controls.tsx";
import { PageHead } from "../design/parts.tsx";
import { itemsFor, roomOf } from "./navigation.ts";
import { RefusalNotice, useRefusalTitle } from "./refusal-notice.tsx";
import { useSelfIfKnown } from "./session.tsx";

interface RefusedPageProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

export function RefusedPage({ error, onRetry }: RefusedPageProps) {
  return (
    <>
      <PageHead title={useRefusalTitle(error)} actions={<WaysOn />} />
      <RefusalNotice error={error} titled={false} onRetry={onRetry} />
    </>
  );
}

/** Back, the list of the room where it is one of theirs, and the first page. */
export function WaysOn() {
  const { t } = useTranslation("shell");
  const { pathname } = useLocation();
  const self = useSelfIfKnown();
  const here = roomOf(pathname);
  const room = itemsFor(self?.roles ?? []).find(({ to }) => to === here && to !== pathname && to !== "/");
  return (
    <>
      <Button onClick={() => window.history.back()}>{t("back")}</Button>
      {room === undefined ? null : <ButtonLink to={room.to}>{t(`rooms.${room.name}`)}</ButtonLink>}
      <ButtonLink to="/">{t("rooms.home")}</ButtonLink>
    </>
  );
}
