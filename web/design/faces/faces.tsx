/** Three to five faces from sad to glad, each with its word. Radios underneath, so arrow keys walk them. */
import './faces.css'
import { useId } from 'react'
import { Choice, type Option } from '../choice/choice.tsx'
import { FieldGroup, type FieldWords } from '../field/field.tsx'

export type FacesProps = FieldWords & {
  id?: string
  /** From sad to glad; an option apart stands below, without a face. */
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
}

export function Faces({ id, label, help, error, options, value, onChange }: FacesProps) {
  const own = useId()
  const group = id ?? own
  const drawn = options.filter(({ isApart }) => !isApart)
  const choice = (option: Option, place: number) => (
    <Choice
      key={option.value}
      {...option}
      label={
        option.isApart ? (
          option.label
        ) : (
          <>
            <Face place={place} of={drawn.length} />
            {option.label}
          </>
        )
      }
      type="radio"
      name={own}
      look={option.isApart ? 'card' : 'face'}
      isChosen={option.value === value}
      onChoose={() => onChange(option.value)}
    />
  )
  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className={`faces faces--${drawn.length}`}>{drawn.map(choice)}</div>
      {options.filter(({ isApart }) => isApart).map(choice)}
    </FieldGroup>
  )
}

/** One of so many faces, counted from 0, the saddest. The mouth and the brows tell it, whatever the colours are. */
export function Face({ place, of }: { place: number; of: number }) {
  const mood = (2 * place) / (of - 1) - 1
  // Sad brows rise towards the middle; a glad mouth is as wide as it is deep.
  const brow = Math.max(0, -mood) * 4
  const corner = 43 - mood * 4
  return (
    <svg className="face" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <circle cx="32" cy="32" r="30" />
      <path d={`M${19 - mood} ${corner}Q32 ${43 + mood * 16} ${45 + mood} ${corner}`} />
      {brow > 1 && <path d={`M16 ${18 + brow / 2}l9-${brow}m23 ${brow}-9-${brow}`} />}
      <path className="face__eyes" d="M22.5 26.5v1m19-1v1" />
    </svg>
  )
}
