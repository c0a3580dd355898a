/** The top of a page: what is found here, or what is to be done. The page's only h1. */
import './page-heading.css'
import type { ReactNode } from 'react'

type PageHeadingProps = {
  /** Where one is: the path of names above the heading. */
  path?: readonly { readonly label: string; readonly href?: string | undefined }[]
  pathLabel?: string
  title: ReactNode
  lead?: ReactNode
  /** What is shown, in one quiet line. */
  facts?: readonly string[]
  tags?: ReactNode
  /** One primary action, and what stands beside it. */
  actions?: ReactNode
  headingId?: string
}

export function PageHeading({ path = [], pathLabel, title, lead, facts = [], tags, actions, headingId }: PageHeadingProps) {
  return (
    <header className="page-heading">
      {path.length > 0 && (
        <nav aria-label={pathLabel}>
          <ol className="page-heading__path">
            {path.map((part) => (
              <li key={part.label}>{part.href === undefined ? part.label : <a href={part.href}>{part.label}</a>}</li>
            ))}
          </ol>
        </nav>
      )}
      <h1 id={headingId} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="page-heading__lead">{lead}</p>}
      {facts.length > 0 && (
        <p className="page-heading__facts">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      )}
      {tags && <div className="cluster page-heading__tags">{tags}</div>}
      {actions && <div className="cluster page-heading__actions">{actions}</div>}
    </header>
  )
}
