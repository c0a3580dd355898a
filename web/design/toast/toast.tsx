/** Something was done. Stays until it is closed: nobody has to read fast. */
import './toast.css'
import type { ReactNode } from 'react'
import { Button } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'

type ToastProps = {
  kind?: 'success' | 'info'
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/** Stands in a `ToastCorner`, which is always on the page so that the words are read aloud when they come. */
export function Toast({ kind = 'success', closeLabel, onClose, children }: ToastProps) {
  return (
    <div className={`toast toast--${kind}`}>
      <Icon name={kind} />
      <p className="toast__words">{children}</p>
      <Button look="quiet" size="small" onClick={onClose}>
        {closeLabel}
      </Button>
    </div>
  )
}

export function ToastCorner({ children }: { children: ReactNode }) {
  return (
    <div className="toast-corner no-print" role="status">
      {children}
    </div>
  )
}
