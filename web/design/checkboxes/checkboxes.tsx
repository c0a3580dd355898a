/** Any number of several. */
import { useId } from 'react'
import '../radios/radios.css'
import { Choice, type Option } from '../choice/choice.tsx'
import { FieldGroup, type FieldWords } from '../field/field.tsx'
import { toggle } from './toggle.ts'

export type CheckboxesProps = FieldWords & {
  id?: string
  /** An option with `isApart` cannot be chosen together with others. */
  options: readonly Option[]
  values: readonly string[]
  onChange: (values: readonly string[]) => void
  look?: 'card' | 'plain'
}

export function Checkboxes({ id, label, help, error, options, values, onChange, look = 'card' }: CheckboxesProps) {
  const own = useId()
  const group = id ?? own
  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className={`radios radios--${look}`}>
        {options.map((option) => (
          <Choice
            key={option.value}
            {...option}
            type="checkbox"
            name={own}
            look={look}
            isChosen={values.includes(option.value)}
            onChoose={() => onChange(toggle(options, values, option.value))}
          />
        ))}
      </div>
    </FieldGroup>
  )
}
