/** Images beside each other that move as one: what a hand does to one is done to the others. */
import type { Move, TileViewer } from "../../viewers/tile-viewer.ts";

type Follower = Pick<TileViewer, "follow" | "showWhole">;

export interface Together {
  /** Gives how to leave. */
  join(viewer: Follower): () => void;
  /** One was moved by hand. */
  tell(moved: Follower, change: Move): void;
  /** All of the image, of each where they move together. */
  showWhole(viewer: Follower | null): void;
  lock(on: boolean): void;
}

export function makeTogether(): Together {
  const joined = new Set<Follower>();
  let locked = true;
  return {
    join(viewer) {
      joined.add(viewer);
      return () => joined.delete(viewer);
    },
    tell(moved, change) {
      if (!locked) return;
      for (const viewer of joined) if (viewer !== moved) viewer.follow(change);
    },
    showWhole(viewer) {
      for (const each of joined) if (locked || each === viewer) each.showWhole();
    },
    lock(on) {
      locked = on;
    },
  };
}
