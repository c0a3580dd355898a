/** One line, or a few, to write. What is typed is never thrown away because of an error. */
import './text-field.css'
import { type ComponentProps, useId } from 'react'
import { describedBy, Field, type FieldWords } from '../field/field.tsx'

type Native = Omit<ComponentProps<'input'>, 'className' | 'onChange' | 'value' | 'id'>

export type TextFieldProps = Native &
  FieldWords & {
    /** Given when an error summary links here. */
    id?: string
    value: string
    onChange: (value: string) => void
    /** Room for what is expected, in letters; the whole width when left out. */
    letters?: number
  }

export function TextField({ id, label, help, error, value, onChange, letters, type = 'text', ...native }: TextFieldProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Field id={field} label={label} help={help} error={error}>
      <input
        {...native}
        id={field}
        type={type}
        className="field__box text-field"
        size={letters}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field, { help, error })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
