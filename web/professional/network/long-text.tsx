/** Several lines to write, for others to read. The reminder that nothing is about a child stands at the field. */
import { useId } from 'react'
import { describedBy, Field, type FieldWords } from '../../design/field/field.tsx'
import { useWords } from '../language.tsx'
import styles from './network.module.css'

type LongTextProps = FieldWords & {
  readonly id?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly lines?: number
  /** In characters. */
  readonly most?: number
  /** False where several stand together and the reminder has been given once above them. */
  readonly isReminded?: boolean
}

export function LongText({ id, label, help, error, value, onChange, lines = 5, most = 4_000, isReminded = true }: LongTextProps) {
  const { t } = useWords()
  const own = useId()
  const field = id ?? own
  const reminder = isReminded ? (
    <>
      {help} {t('network.noChild')}
    </>
  ) : (
    help
  )
  return (
    <Field id={field} label={label} help={reminder} error={error}>
      <textarea
        id={field}
        className={`field__box ${styles.long}`}
        rows={lines}
        maxLength={most}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field, { help: reminder, error })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  )
}
