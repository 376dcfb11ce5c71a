/** A few ways of which one holds, as buttons that stay pressed; each with its key. */
import { useId } from "react";
import { Key } from "./parts.tsx";
import styles from "./tool-group.module.css";

export interface ToolChoice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly shortcut?: string;
}

/** Also where there is no room to show it. */
const tellKey = (label: string, shortcut: string | undefined) =>
  shortcut === undefined ? {} : { title: `${label} (${shortcut})`, "aria-keyshortcuts": shortcut };

interface ToolGroupProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly ToolChoice<Value>[];
  readonly onChoose: (value: Value) => void;
  /** Where the choice would change nothing that is seen. */
  readonly disabled?: boolean;
}

export function ToolGroup<Value extends string>({ name, value, choices, onChoose, disabled }: ToolGroupProps<Value>) {
  const id = useId();
  return (
    <div className={styles.group}>
      <span id={id} className={styles.name}>
        {name}
      </span>
      <fieldset className={styles.choices} aria-labelledby={id} disabled={disabled}>
        {choices.map(({ value: each, label, shortcut }) => (
          <button
            key={each}
            type="button"
            className={styles.choice}
            aria-pressed={value === each}
            {...tellKey(label, shortcut)}
            onClick={() => onChoose(each)}
          >
            {label}
            {shortcut === undefined ? null : <Key>{shortcut}</Key>}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

/** Something that is on or off. */
export function ToolSwitch(props: {
  readonly label: string;
  readonly on: boolean;
  readonly shortcut?: string;
  readonly onToggle: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.switch}
      aria-pressed={props.on}
      {...tellKey(props.label, props.shortcut)}
      onClick={props.onToggle}
    >
      <span aria-hidden="true">{props.on ? "☑" : "☐"}</span>
      {props.label}
      {props.shortcut === undefined ? null : <Key>{props.shortcut}</Key>}
    </button>
  );
}
