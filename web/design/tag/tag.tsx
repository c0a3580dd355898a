/** A short fact about what it stands beside. Never a button. */
import './tag.css'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icon/icon.tsx'

export type TagTone = 'neutral' | 'action' | 'success' | 'warning' | 'danger'

export function Tag({ tone = 'action', icon, children }: { tone?: TagTone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`tag tag--${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}
