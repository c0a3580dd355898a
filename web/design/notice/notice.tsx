/** Something to know before going on. Icon and word together; the colour only helps. */
import './notice.css'
import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger'

type NoticeProps = {
  kind?: NoticeKind
  /** The word, or the sentence, that the icon stands beside. */
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** Read aloud when it appears: for what answers something the reader just did. */
  isLive?: boolean
}

export function Notice({ kind = 'info', title, children, actions, isLive = false }: NoticeProps) {
  return (
    <div className={`notice notice--${kind}`} role={isLive ? (kind === 'danger' ? 'alert' : 'status') : undefined}>
      <Icon name={kind} />
      <div className="notice__words">
        <p className="notice__title">{title}</p>
        {children && <div className="notice__text">{children}</div>}
        {actions && <div className="cluster notice__actions">{actions}</div>}
      </div>
    </div>
  )
}
