/** One thing among several, on a white sheet. */
import './card.css'
import { type ReactNode, useId } from 'react'

type CardProps = {
  /** Of the heading, for an address to lead to. */
  id?: string | undefined
  heading?: ReactNode
  /** Level of the heading; one below the heading the card stands under. */
  level?: 2 | 3 | 4
  /** One quiet line under the heading. */
  lead?: ReactNode
  footer?: ReactNode
  /** `hidden`: hatched, for what may not be shown. `warm`: the one card that asks for attention. */
  look?: 'plain' | 'hidden' | 'warm'
  children?: ReactNode
}

export function Card({ id, heading, level = 3, lead, footer, look = 'plain', children }: CardProps) {
  const made = useId()
  const headingId = id ?? made
  const Heading = `h${level}` as const
  return (
    <article className={`card card--${look}`} aria-labelledby={heading ? headingId : undefined}>
      {heading && (
        <Heading id={headingId} tabIndex={id ? -1 : undefined} className="card__heading">
          {heading}
        </Heading>
      )}
      {lead && <p className="card__lead">{lead}</p>}
      {children}
      {footer && <div className="card__footer">{footer}</div>}
    </article>
  )
}
