/** Several lines of a fact sheet to write. */
import { useId } from 'react'
import { describedBy, Field, type FieldWords } from '../../design/field/field.tsx'
import styles from './intervention.module.css'

type ParagraphProps = FieldWords & {
  readonly id?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly lines?: number
  readonly maxLength?: number
}

export function Paragraph({ id, label, help, error, value, onChange, lines = 4, maxLength = 2_000 }: ParagraphProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Field id={field} label={label} help={help} error={error}>
      <textarea
        id={field}
        className={`field__box ${styles.long}`}
        rows={lines}
        maxLength={maxLength}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field, { help, error })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
