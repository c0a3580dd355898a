/** The browser's own list: it works on every phone and with every screen reader. For five options or fewer, use radios. */
import './select.css'
import { useId } from 'react'
import { describedBy, Field, type FieldWords } from '../field/field.tsx'
import { Icon } from '../icon/icon.tsx'

export type SelectProps = FieldWords & {
  id?: string
  options: readonly { readonly value: string; readonly label: string }[]
  value: string
  onChange: (value: string) => void
}

export function Select({ id, label, help, error, options, value, onChange }: SelectProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Field id={field} label={label} help={help} error={error}>
      <span className="select">
        <select
          id={field}
          className="field__box select__box"
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(field, { help, error })}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </Field>
  )
}
