/** A question that must be answered before going on. The browser's own dialog: it traps focus and closes on Escape. */
import './dialog.css'
import { type ReactNode, useEffect, useId, useRef } from 'react'

type DialogProps = {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  children?: ReactNode
  /** Buttons; the safe one first. */
  actions: ReactNode
}

export function Dialog({ isOpen, onClose, title, children, actions }: DialogProps) {
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal()
    if (!isOpen && dialog.current?.open) dialog.current.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      {isOpen && (
        <div className="stack">
          <h2 id={titleId}>{title}</h2>
          {children}
          <div className="cluster dialog__actions">{actions}</div>
        </div>
      )}
    </dialog>
  )
}
