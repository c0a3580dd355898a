/** One answer to choose: the whole card is the target. Used by `radios`, `checkboxes`, `ladder` and `faces`. */
import './choice.css'
import type { ReactNode } from 'react'

export type Option = {
  readonly value: string
  readonly label: ReactNode
  readonly help?: ReactNode
  /** Stands apart from the scale ("Jeg vil ikke svare"): dashed, and just as easy to press. */
  readonly isApart?: boolean
}

type ChoiceProps = Option & {
  type: 'radio' | 'checkbox'
  name: string
  isChosen: boolean
  onChoose: () => void
  look: 'card' | 'plain' | 'step' | 'face' | 'scale' | 'cell'
  /** Ids of what names it, where that stands elsewhere: its row and its column. */
  labelledBy?: string
}

export function Choice({ type, name, value, label, help, isApart = false, isChosen, onChoose, look, labelledBy }: ChoiceProps) {
  return (
    <label className={`choice choice--${look}${isApart ? ' choice--apart' : ''}`}>
      <input
        className="choice__input"
        type={type}
        name={name}
        value={value}
        checked={isChosen}
        aria-labelledby={labelledBy}
        onChange={onChoose}
      />
      <span className="choice__words">
        {label}
        {help && <span className="choice__help">{help}</span>}
      </span>
      <span className="choice__frame" aria-hidden="true" />
    </label>
  )
}
