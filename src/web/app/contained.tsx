/** A part of a page that may fail by itself: what it shows then stands in its place, and the rest of the page goes on. */
import { Component, type ReactNode } from "react";

interface ContainedProps {
  /** In place of a part that failed. */
  readonly failed: ReactNode;
  readonly children: ReactNode;
}

/** Give it the `key` of what is shown: another one is tried anew. */
export class Contained extends Component<ContainedProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.failed : this.props.children;
  }
}
