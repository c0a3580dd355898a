/**
 * One of a few steps from least to most: how often, how much one agrees. A mark grows from step to step, so that the order is seen
 * before it is read. Every step has its words; none stands out, the middle one neither.
 */
import './scale.css'
import { useId } from 'react'
import { Choice, type Option } from '../choice/choice.tsx'
import { FieldGroup, type FieldWords } from '../field/field.tsx'

export type ScaleProps = FieldWords & {
  id?: string
  /** From least to most; an option apart stands below, outside the scale. */
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
}

export function Scale({ id, label, help, error, options, value, onChange }: ScaleProps) {
  const own = useId()
  const group = id ?? own
  const steps = options.filter(({ isApart }) => !isApart)
  const choice = (option: Option, place: number) => (
    <Choice
      key={option.value}
      {...option}
      label={
        option.isApart ? (
          option.label
        ) : (
          <>
            <StepMark place={place} of={steps.length} />
            <span>{option.label}</span>
          </>
        )
      }
      type="radio"
      name={own}
      look={option.isApart ? 'card' : 'scale'}
      isChosen={option.value === value}
      onChoose={() => onChange(option.value)}
    />
  )
  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className="scale">{steps.map(choice)}</div>
      {options.filter(({ isApart }) => isApart).map(choice)}
    </FieldGroup>
  )
}

/** One of so many marks, counted from 0, the least. Its area grows evenly; a check says that it is chosen. */
export function StepMark({ place, of }: { place: number; of: number }) {
  const least = 16
  const radius = Math.sqrt(least + ((196 - least) * place) / Math.max(1, of - 1))
  return (
    <svg className="scale__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r={radius.toFixed(1)} />
      <path d="m9.5 16.5 4.5 4.5 8.5-9.5" />
    </svg>
  )
}
