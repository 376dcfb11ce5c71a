/** Buttons and fields. Each field has its label, its hint and what is wrong with it tied to it for every reader of the page. */
import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./controls.module.css";

type ButtonProps = ComponentProps<"button"> & {
  /** One `primary` a view: what comes next. `danger` for what cannot be taken back. */
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly busy?: boolean;
};

/** While busy it stays where it is, says so, and cannot be pressed twice. */
export function Button({ look = "plain", busy = false, type = "button", className, children, ...rest }: ButtonProps) {
  const names = [styles.button, styles[look], className].filter(Boolean).join(" ");
  return (
    <button {...rest} type={type} className={names} aria-busy={busy} disabled={rest.disabled === true || busy}>
      {children}
    </button>
  );
}

interface Described {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong, in words; undefined: nothing. */
  readonly error?: string | undefined;
}

interface FieldFrameProps extends Described {
  readonly id: string;
  readonly required?: boolean | undefined;
  readonly children: ReactNode;
}

function FieldFrame({ id, label, hint, error, required, children }: FieldFrameProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {children}
      {hint ? (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  );
}

function describeBy(id: string, { hint, error }: Described) {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((each) => each !== null);
  return { "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined, "aria-invalid": error ? true : undefined };
}

export function TextField({ label, hint, error, ...rest }: Described & ComponentProps<"input">) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <FieldFrame {...{ id, label, hint, error }} required={rest.required}>
      <input {...rest} id={id} className={styles.input} {...describeBy(id, { label, hint, error })} />
    </FieldFrame>
  );
}

export function TextArea({ label, hint, error, rows = 3, ...rest }: Described & ComponentProps<"textarea">) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <FieldFrame {...{ id, label, hint, error }} required={rest.required}>
      <textarea {...rest} id={id} rows={rows} className={styles.input} {...describeBy(id, { label, hint, error })} />
    </FieldFrame>
  );
}

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

type SelectProps = Described & ComponentProps<"select"> & { readonly choices: readonly Choice[] };

export function SelectField({ label, hint, error, choices, ...rest }: SelectProps) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <FieldFrame {...{ id, label, hint, error }} required={rest.required}>
      <select {...rest} id={id} className={styles.input} {...describeBy(id, { label, hint, error })}>
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A text with a list of what is known; any other text may be typed. */
export function SuggestField({
  choices,
  ...rest
}: Parameters<typeof TextField>[0] & { readonly choices: readonly Choice[] }) {
  const list = useId();
  return (
    <>
      <TextField {...rest} list={list} autoComplete="off" />
      <datalist id={list}>
        {choices.map(({ value, label }) => (
          <option key={`${value}/${label}`} value={value} label={label} />
        ))}
      </datalist>
    </>
  );
}

export function CheckField({ label, hint, error, ...rest }: Described & Omit<ComponentProps<"input">, "type">) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <div className={styles.check}>
      <input {...rest} type="checkbox" id={id} {...describeBy(id, { label, hint, error })} />
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  );
}

/** One of a few, all in sight. */
export function RadioGroup<Value extends string>({
  legend,
  name,
  value,
  choices,
  onChoose,
  error,
}: {
  readonly legend: string;
  readonly name: string;
  readonly value: Value | null;
  readonly choices: readonly (Choice<Value> & { readonly hint?: string })[];
  readonly onChoose: (value: Value) => void;
  readonly error?: string | undefined;
}) {
  return (
    <fieldset className={styles.radios} aria-invalid={error ? true : undefined}>
      <legend className={styles.label}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.radio}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint ? <span className={styles.hint}>{choice.hint}</span> : null}
          </span>
        </label>
      ))}
      {error ? (
        <div className={styles.error} role="alert">
          {error}
        </div>
      ) : null}
    </fieldset>
  );
}
