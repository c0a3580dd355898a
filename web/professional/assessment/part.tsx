import type { ReactNode } from 'react'
import styles from './assessment.module.css'
import type { Step } from './case-facts.ts'

/** One part of the case, where the rail leads. */
export function Part({
  id,
  title,
  aside,
  children,
}: {
  readonly id: Step | 'people'
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section id={id} className={styles.part} aria-labelledby={`${id}-title`}>
      <div className={styles.partHead}>
        <h2 id={`${id}-title`}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
