/** A list whose lines fold out: the line says the most important, the rest is under it. */
import type { ReactNode } from 'react'
import { Icon } from '../../design/icon/icon.tsx'
import styles from './fold.module.css'

export type FoldRow = {
  readonly key: string
  readonly name: string
  readonly aside: ReactNode
  /** Without it the line stands by itself. */ readonly more?: ReactNode
}

export function FoldList({ rows }: { readonly rows: readonly FoldRow[] }) {
  return (
    <ul className={styles.list}>
      {rows.map(({ key, name, aside, more }) => (
        <li key={key} className={styles.row}>
          {more === undefined ? (
            <div className={styles.line}>
              <Words name={name} aside={aside} />
            </div>
          ) : (
            <details className={styles.details}>
              <summary className={styles.line}>
                <Icon name="down" />
                <Words name={name} aside={aside} />
              </summary>
              <div className={styles.more}>{more}</div>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

function Words({ name, aside }: Pick<FoldRow, 'name' | 'aside'>) {
  return (
    <span className={styles.words}>
      <strong>{name}</strong>
      <span className={styles.aside}>{aside}</span>
    </span>
  )
}
