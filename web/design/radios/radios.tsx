/** One of several. Native radios: arrow keys, screen readers and forced colours work as people know them. */
import './radios.css'
import { useId } from 'react'
import { Choice, type Option } from '../choice/choice.tsx'
import { FieldGroup, type FieldWords } from '../field/field.tsx'

export type RadiosProps = FieldWords & {
  id?: string
  options: readonly Option[]
  /** Null when nothing is chosen yet; nothing is ever chosen beforehand in a question. */
  value: string | null
  onChange: (value: string) => void
  look?: 'card' | 'plain'
}

export function Radios({ id, label, help, error, options, value, onChange, look = 'card' }: RadiosProps) {
  const own = useId()
  const group = id ?? own
  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className={`radios radios--${look}`}>
        {options.map((option) => (
          <Choice
            key={option.value}
            {...option}
            type="radio"
            name={own}
            look={look}
            isChosen={option.value === value}
            onChoose={() => onChange(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  )
}
