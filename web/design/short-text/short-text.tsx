/** A short text of one's own, with the room that is left said in words. It can be as short as one likes. */
import './short-text.css'
import { type ReactNode, useId } from 'react'
import { Apart, type ApartWords } from '../apart/apart.tsx'
import { describedBy, FieldGroup, type FieldWords } from '../field/field.tsx'

export type ShortTextProps = FieldWords &
  ApartWords & {
    id?: string
    value: string
    onChange: (value: string) => void
    /** Characters at most; the field takes no more. */
    most: number
    /** "Plads til 80 tegn". */
    left: ReactNode
    /** Direction follows what is written, so that a text in another script than the page's reads as it should. */
    rows?: number
  }

export function ShortText(props: ShortTextProps) {
  const { id, label, help, error, value, onChange, most, left, rows = 3 } = props
  const own = useId()
  const group = id ?? own
  const ids = [describedBy(group, { help, error }), `${own}-left`].filter(Boolean).join(' ')
  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className="short-text">
        <textarea
          className="field__box"
          dir="auto"
          rows={rows}
          maxLength={most}
          value={value}
          aria-labelledby={`${group}-label`}
          aria-describedby={ids}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <p className="short-text__left small quiet" id={`${own}-left`} aria-live={most - value.length < 50 ? 'polite' : 'off'}>
          {left}
        </p>
      </div>
      <Apart name={own} decline={props.decline} isDeclined={props.isDeclined} onDecline={props.onDecline} />
    </FieldGroup>
  )
}
