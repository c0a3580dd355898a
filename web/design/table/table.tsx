/** A real table. On a narrow screen it either scrolls inside its frame or folds each row into a card. */
import './table.css'
import { type ReactNode, useId } from 'react'

export type Column<Row> = {
  readonly key: string
  readonly heading: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Figures stand at the end of their cell, digits under digits. */
  readonly isNumber?: boolean
  /** Names its row; one column, usually the first. */
  readonly isName?: boolean
}

type TableProps<Row> = {
  caption: ReactNode
  /** The caption is only for those who listen: the heading above says the same. */
  isCaptionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  narrow?: 'scroll' | 'fold'
}

export function Table<Row>({ caption, isCaptionHidden = false, columns, rows, rowKey, narrow = 'scroll' }: TableProps<Row>) {
  const captionId = useId()
  return (
    <div className={`table table--${narrow}`} role="region" aria-labelledby={captionId} tabIndex={narrow === 'scroll' ? 0 : undefined}>
      <table className="table__grid">
        <caption id={captionId} className={isCaptionHidden ? 'visually-hidden' : 'table__caption'}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.isNumber ? 'table__number' : undefined}>
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => {
                const className = column.isNumber ? 'table__number' : undefined
                const words = (
                  <>
                    {narrow === 'fold' && !column.isName && (
                      <span className="table__label" aria-hidden="true">
                        {column.heading}
                      </span>
                    )}
                    <span>{column.cell(row)}</span>
                  </>
                )
                return column.isName ? (
                  <th key={column.key} scope="row" className={className}>
                    {words}
                  </th>
                ) : (
                  <td key={column.key} className={className}>
                    {words}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
