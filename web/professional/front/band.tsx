/** A part of a public page, as wide as the window. */
import type { ReactNode } from 'react'
import styles from './front-page.module.css'

type BandProps = { readonly heading?: string; readonly className?: string | undefined; readonly children: ReactNode }

export function Band({ heading, className, children }: BandProps) {
  return (
    <section className={`${styles.band} ${className}`}>
      {heading !== undefined && <h2 className={styles.heading}>{heading}</h2>}
      {children}
    </section>
  )
}
