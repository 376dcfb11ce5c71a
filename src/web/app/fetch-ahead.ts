/**
 * The files of a page are fetched when somebody points at a link to it or reaches it by keys, so that a click waits for what it asks and
 * not for them. Only files: what a page shows is asked for by whoever opens it, and stands in the audit trail.
 */
import { matchRoutes, type RouteObject } from "react-router";

/** Ends when the page does. */
export function fetchAhead(routes: readonly RouteObject[]): void {
  const fetched = new Set<RouteObject>();
  const look = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link === null || link.origin !== window.location.origin) return;
    for (const { route } of matchRoutes([...routes], link.pathname) ?? []) {
      if (fetched.has(route) || typeof route.lazy !== "function") continue;
      fetched.add(route);
      // What fails here fails again, and is said, when the link is opened.
      route.lazy().catch(() => fetched.delete(route));
    }
  };
  for (const name of ["pointerover", "focusin", "touchstart"] as const) {
    document.addEventListener(name, look, { passive: true });
  }
}
