// Holds a field of a form: its label around an input of one line, or around whatever is given instead.
import type { ComponentChildren } from "preact";

interface Props {
  readonly label: string;
  /** Least and greatest number of a field of type `number`; least length of a password. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: "text" | "date" | "password" | "search" | "number" | "month";
  readonly required?: boolean;
  readonly hint?: string | undefined;
  /** What the browser may fill in by itself. */
  readonly autocomplete?: "off" | "username" | "current-password" | "new-password";
}

/** A field of one line. */
export function Field(props: Props) {
  const { label, value, onValue, type = "text", required = false, hint, autocomplete = "off", least, most } = props;
  const bounds = type === "number" ? { min: least, max: most } : { minLength: least };
  return (
    <label class="field">
      {label}
      <input
        type={type as "text"}
        required={required}
        {...bounds}
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {hint ? <span class="quiet">{hint}</span> : null}
    </label>
  );
}

export interface Option {
  readonly value: string;
  readonly name: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onValue: (value: string) => void;
}

/** A field with a list to choose from. */
export function Choice({ label, value, options, onValue }: ChoiceProps) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A field of several lines. */
export function TextArea({ label, value, onValue, required = false }: Omit<Props, "type">) {
  return (
    <label class="field">
      {label}
      <textarea rows={3} required={required} value={value} onInput={(event) => onValue(event.currentTarget.value)} />
    </label>
  );
}

/** A row of a form. */
export function FormRow({ children }: { children: ComponentChildren }) {
  return <div class="form-row">{children}</div>;
}
