/** More for whoever wonders, folded away for the rest. The browser's own details. */
import './disclosure.css'
import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'

export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="disclosure">
      <summary className="disclosure__summary">
        <Icon name="down" />
        <span>{summary}</span>
      </summary>
      <div className="disclosure__more prose">{children}</div>
    </details>
  )
}
