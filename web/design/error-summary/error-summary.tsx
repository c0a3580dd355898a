/** What must be put right, gathered at the top; each line leads to its field (DKFDS: error summary). */
import './error-summary.css'
import { useEffect, useId, useRef } from 'react'
import { Icon } from '../icon/icon.tsx'

export type FieldFault = { readonly fieldId: string; readonly message: string }

const controls = 'input:not([type="hidden"]), select, textarea, button, [contenteditable]'

type ErrorSummaryProps = {
  title: string
  faults: readonly FieldFault[]
  /** How often the form was sent: each time the reader is moved here, and never while they put things right. */
  sent: number
}

export function ErrorSummary({ title, faults, sent }: ErrorSummaryProps) {
  const titleId = useId()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (sent > 0) box.current?.focus()
  }, [sent])
  if (faults.length === 0) return null
  return (
    <section className="error-summary" ref={box} tabIndex={-1} aria-labelledby={titleId}>
      <Icon name="danger" />
      <div>
        <h2 id={titleId} className="error-summary__title">
          {title}
        </h2>
        <ul className="error-summary__list">
          {faults.map((fault) => (
            <li key={fault.fieldId + fault.message}>
              <a
                href={`#${fault.fieldId}`}
                onClick={(event) => {
                  event.preventDefault()
                  const field = document.getElementById(fault.fieldId)
                  const control = field?.matches(controls) ? field : (field?.querySelector<HTMLElement>(controls) ?? field)
                  control?.focus()
                }}
              >
                {fault.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
