/** A number with its unit: typed, or stepped with a button at each side. What was typed stays, also when it is no answer. */
import './number-field.css'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { Apart, type ApartWords } from '../apart/apart.tsx'
import { describedBy, FieldGroup, type FieldWords } from '../field/field.tsx'
import { Icon } from '../icon/icon.tsx'

export type NumberFieldProps = FieldWords &
  ApartWords & {
    id?: string
    /** What stands in the field. */
    value: string
    onChange: (value: string) => void
    /** The field is left: what was typed is all there is. */
    onLeave?: (() => void) | undefined
    /** One step down or up from what there is. */
    onStep: (direction: -1 | 1) => void
    /** "timer": stands after the field and is said with it. */
    unit?: ReactNode
    /** What may be written, before anything is wrong: "Fra 0 til 14". */
    hint?: ReactNode
    /** Words of the two buttons. */
    less: string
    more: string
    /** For screen readers, which hear the number as one that can be stepped. */
    range?: { readonly now: number | null; readonly from: number; readonly to: number; readonly words?: string } | undefined
    /** Room for what is expected, in letters. */
    letters?: number
    /** What a phone's keyboard offers. */
    keys?: 'numeric' | 'text'
    /** Between the field and the way of not answering. */
    children?: ReactNode
  }

export function NumberField(props: NumberFieldProps) {
  const { id, label, help, error, value, onChange, onLeave, onStep, unit, hint, less, more, range, letters = 4, keys = 'numeric' } = props
  const own = useId()
  const group = id ?? own
  // While somebody types nothing is put right under their fingers.
  const [draft, setDraft] = useState<string | null>(null)
  const ids = [hint ? `${own}-hint` : '', describedBy(group, { help, error }) ?? ''].filter(Boolean).join(' ')

  const step = (direction: -1 | 1) => {
    setDraft(null)
    onStep(direction)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    step(event.key === 'ArrowUp' ? 1 : -1)
  }

  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className="number-field">
        <button type="button" className="number-field__step" aria-label={less} onClick={() => step(-1)}>
          <Icon name="minus" />
        </button>
        <span className="number-field__middle">
          <input
            className="field__box number-field__box"
            type="text"
            inputMode={keys}
            autoComplete="off"
            size={letters}
            value={draft ?? value}
            aria-labelledby={`${group}-label${unit ? ` ${own}-unit` : ''}`}
            aria-invalid={error ? true : undefined}
            aria-describedby={ids || undefined}
            {...(range && {
              role: 'spinbutton',
              'aria-valuenow': range.now ?? undefined,
              'aria-valuetext': range.words,
              'aria-valuemin': range.from,
              'aria-valuemax': range.to,
            })}
            onKeyDown={press}
            onChange={(event) => {
              setDraft(event.currentTarget.value)
              onChange(event.currentTarget.value)
            }}
            onBlur={() => {
              setDraft(null)
              onLeave?.()
            }}
          />
          {unit && (
            <span className="number-field__unit" id={`${own}-unit`}>
              {unit}
            </span>
          )}
        </span>
        <button type="button" className="number-field__step" aria-label={more} onClick={() => step(1)}>
          <Icon name="plus" />
        </button>
      </div>
      {hint && (
        <p className="field__help small" id={`${own}-hint`}>
          {hint}
        </p>
      )}
      {props.children}
      <Apart name={own} decline={props.decline} isDeclined={props.isDeclined} onDecline={props.onDecline} />
    </FieldGroup>
  )
}
