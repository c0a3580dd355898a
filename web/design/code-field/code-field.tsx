/** A code in big letters, shown in groups of three while it is typed. */
import './code-field.css'
import { useId } from 'react'
import { describedBy, Field, type FieldWords } from '../field/field.tsx'
import { caretIn, cleanCode, groupCode } from './code.ts'

export type CodeFieldProps = FieldWords & {
  id?: string
  /** Symbols only, as `cleanCode` gives them. */
  value: string
  onChange: (code: string) => void
  length?: number
}

export function CodeField({ id, label, help, error, value, onChange, length = 6 }: CodeFieldProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Field id={field} label={label} help={help} error={error}>
      <input
        id={field}
        className="field__box code-field"
        type="text"
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        size={length + 1}
        value={groupCode(value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(field, { help, error })}
        onChange={(event) => {
          const box = event.currentTarget
          const before = box.value.slice(0, box.selectionStart ?? box.value.length)
          const code = cleanCode(box.value, length)
          // The box is set here, not only by the next rendering, so that the caret can be put back where it was.
          box.value = groupCode(code)
          const caret = caretIn(box.value, before, length)
          box.setSelectionRange(caret, caret)
          onChange(code)
        }}
      />
    </Field>
  )
}
