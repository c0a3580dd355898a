/**
 * Questions with the same answers as the rows of a table, where there is room for one; under each other where there is not. Radios
 * underneath, one group in each row; each is named by its row and its column.
 */
import './grid.css'
import { type ReactNode, useId } from 'react'
import { Choice, type Option } from '../choice/choice.tsx'

export type GridRow = { readonly value: string; readonly label: ReactNode; readonly chosen: string | null }

export type GridProps = {
  id?: string
  /** Asked of all rows. */
  label: ReactNode
  /** The columns; one apart ("Jeg vil ikke svare") comes last. */
  options: readonly Option[]
  rows: readonly GridRow[]
  onChange: (row: string, value: string) => void
}

export function Grid({ id, label, options, rows, onChange }: GridProps) {
  const own = useId()
  return (
    <div className="grid" id={id}>
      <div className="grid__label" id={`${own}-label`}>
        {label}
      </div>
      <table className="grid__table" aria-labelledby={`${own}-label`}>
        <thead>
          <tr>
            <td aria-labelledby={`${own}-label`} />
            {options.map((option, column) => (
              <th key={option.value} scope="col" id={`${own}-c${column}`} className={option.isApart ? 'grid__apart' : undefined}>
                {option.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={row.value}>
              <th scope="row" id={`${own}-r${place}`}>
                {row.label}
              </th>
              {options.map((option, column) => (
                <td key={option.value} className={option.isApart ? 'grid__apart' : undefined}>
                  <Choice
                    type="radio"
                    look="cell"
                    name={`${own}-${place}`}
                    value={option.value}
                    isApart={option.isApart ?? false}
                    label={option.label}
                    labelledBy={`${own}-r${place} ${own}-c${column}`}
                    isChosen={row.chosen === option.value}
                    onChoose={() => onChange(row.value, option.value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
