/** 0 to 10 with words at both ends. Radios underneath, so arrow keys walk the ladder. */
import './ladder.css'
import { useId } from 'react'
import { Choice, type Option } from '../choice/choice.tsx'
import { FieldGroup, type FieldWords } from '../field/field.tsx'

export type LadderProps = FieldWords & {
  id?: string
  /** What 0 means, and what 10 means. */
  low: string
  high: string
  /** '0' to '10', the value of an option apart, or null when nothing is chosen. */
  value: string | null
  onChange: (value: string) => void
  /** Answers outside the scale. */
  apart?: readonly Option[]
}

const steps = Array.from({ length: 11 }, (_, step) => String(step))

export function Ladder({ id, label, help, error, low, high, value, onChange, apart = [] }: LadderProps) {
  const own = useId()
  const group = id ?? own
  const ends: Readonly<Record<string, string>> = { 0: low, 10: high }
  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className="ladder">
        <div className="ladder__steps">
          {steps.map((step) => (
            <Choice
              key={step}
              type="radio"
              name={own}
              look="step"
              value={step}
              label={
                <>
                  {step}
                  {ends[step] && <span className="visually-hidden">: {ends[step]}</span>}
                </>
              }
              isChosen={step === value}
              onChoose={() => onChange(step)}
            />
          ))}
        </div>
        <p className="ladder__ends" aria-hidden="true">
          <span>
            <b>0</b> {low}
          </span>
          <span>
            <b>10</b> {high}
          </span>
        </p>
        {apart.map((option) => (
          <Choice
            key={option.value}
            {...option}
            isApart
            type="radio"
            name={own}
            look="card"
            isChosen={option.value === value}
            onChoose={() => onChange(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  )
}
