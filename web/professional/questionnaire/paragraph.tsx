/** Several lines to write. */
import { useId } from 'react'
import { describedBy, Field, type FieldWords } from '../../design/field/field.tsx'
import styles from './questionnaire.module.css'

type ParagraphProps = FieldWords & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly lines?: number
}

export function Paragraph({ label, help, error, value, onChange, lines = 3 }: ParagraphProps) {
  const field = useId()
  return (
    <Field id={field} label={label} help={help} error={error}>
      <textarea
        id={field}
        className={`field__box ${styles.long}`}
        rows={lines}
        maxLength={4000}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field, { help, error })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
