/** One part of the preparation, on a sheet of its own. */
import { type ReactNode, useId } from 'react'
import styles from './child-page.module.css'

type PartProps = {
  readonly area: 'wish' | 'well' | 'ask' | 'changed' | 'note' | 'all'
  readonly title: string
  /** The one part that asks for attention first. */
  readonly isWarm?: boolean
  readonly children: ReactNode
}

export function Part({ area, title, isWarm = false, children }: PartProps) {
  const id = useId()
  return (
    <section className={styles.part} data-area={area} data-warm={isWarm || undefined} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
