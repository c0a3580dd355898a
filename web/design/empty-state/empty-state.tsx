/** Nothing here yet: say so plainly, why, and what to do next. */
import './empty-state.css'
import type { ReactNode } from 'react'

type EmptyStateProps = { title: ReactNode; level?: 1 | 2 | 3 | 4; children?: ReactNode; action?: ReactNode }

export function EmptyState({ title, level = 2, children, action }: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div className="empty-state">
      <Heading className="empty-state__title">{title}</Heading>
      {children}
      {action && <div className="empty-state__action">{action}</div>}
    </div>
  )
}
