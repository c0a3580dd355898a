/** A few lines to write, in any language: the lines run the way the language does. */
import { useId } from 'react'
import { directionOf, type RespondentLanguage } from '#domain/text/text.ts'
import { describedBy, Field, type FieldWords } from '../../design/field/field.tsx'
import styles from './bank.module.css'

type LongFieldProps = FieldWords & {
  readonly id?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly lines?: number
  readonly language?: RespondentLanguage
  readonly maxLength?: number
}

export function LongField({ id, label, help, error, value, onChange, lines = 2, language, maxLength = 2_000 }: LongFieldProps) {
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
        {...(language === undefined ? {} : { lang: language, dir: directionOf(language) })}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field, { help, error })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
