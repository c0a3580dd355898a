/** Several lines about one child, for the people on the case. */
import { useId } from 'react'
import { describedBy, Field, type FieldWords } from '../../design/field/field.tsx'
import styles from './assessment.module.css'

type LongFieldProps = FieldWords & {
  readonly id?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly maxLength: number
}

export function LongField({ id, label, help, error, value, onChange, maxLength }: LongFieldProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Field id={field} label={label} help={help} error={error}>
      <textarea
        id={field}
        className={`field__box ${styles.long}`}
        rows={4}
        maxLength={maxLength}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field, { help, error })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
