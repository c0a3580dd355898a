/** A month of a year, or the year alone: native lists, which every phone shows in its own large way. */
import './month-field.css'
import { useId } from 'react'
import { Apart, type ApartWords } from '../apart/apart.tsx'
import { describedBy, FieldGroup, type FieldWords } from '../field/field.tsx'

type Listed = readonly { readonly value: string; readonly label: string }[]

export type MonthFieldProps = FieldWords &
  ApartWords & {
    id?: string
    /** Empty where the year alone is asked. */
    months: Listed
    years: Listed
    /** Values of the two lists; '' is not chosen yet. */
    month: string
    year: string
    onChange: (month: string, year: string) => void
    monthLabel: string
    yearLabel: string
    /** What stands in a list before anything is chosen: "Vælg". */
    choose: string
  }

export function MonthField(props: MonthFieldProps) {
  const { id, label, help, error, months, years, month, year, onChange, monthLabel, yearLabel, choose } = props
  const own = useId()
  const group = id ?? own
  const list = (name: string, words: string, listed: Listed, value: string, choice: (value: string) => void) => (
    <div className="field month-field__list">
      <label className="field__label" htmlFor={`${own}-${name}`}>
        {words}
      </label>
      <select
        id={`${own}-${name}`}
        className="field__box"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(group, { help: undefined, error })}
        onChange={(event) => choice(event.currentTarget.value)}
      >
        <option value="">{choose}</option>
        {listed.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <FieldGroup id={group} label={label} help={help} error={error}>
      <div className="month-field">
        {months.length > 0 && list('month', monthLabel, months, month, (chosen) => onChange(chosen, year))}
        {list('year', yearLabel, years, year, (chosen) => onChange(month, chosen))}
      </div>
      <Apart name={own} decline={props.decline} isDeclined={props.isDeclined} onDecline={props.onDecline} />
    </FieldGroup>
  )
}
