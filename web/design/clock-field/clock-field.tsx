/** A time of day: one press among times in steps, or typed, or stepped. Over midnight as far as the question goes. */
import './clock-field.css'
import { type ReactNode, useId } from 'react'
import { Choice } from '../choice/choice.tsx'
import { NumberField, type NumberFieldProps } from '../number-field/number-field.tsx'

export type ClockFieldProps = Omit<NumberFieldProps, 'unit' | 'keys' | 'letters' | 'range' | 'children'> & {
  /** Times to choose with one press. */
  quick: readonly { readonly value: string; readonly label: string }[]
  chosen: string | null
  onChoose: (value: string) => void
  /** Name of the times to choose from. */
  quickLabel: ReactNode
}

export function ClockField({ quick, chosen, onChoose, quickLabel, ...field }: ClockFieldProps) {
  const own = useId()
  return (
    <NumberField {...field} keys="text" letters={6}>
      <div className="clock-field" role="radiogroup" aria-labelledby={`${own}-quick`}>
        <p className="clock-field__quick small quiet" id={`${own}-quick`}>
          {quickLabel}
        </p>
        <div className="clock-field__times">
          {quick.map((time) => (
            <Choice
              key={time.value}
              {...time}
              type="radio"
              look="step"
              name={own}
              isChosen={time.value === chosen}
              onChoose={() => onChoose(time.value)}
            />
          ))}
        </div>
      </div>
    </NumberField>
  )
}
