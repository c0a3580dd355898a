/** What must be put right, gathered at the top; each line leads to its field (DKFDS: error summary). */
import './error-summary.css'
import { useEffect, useId, useRef } from 'react'
import { Icon } from '../icon/icon.tsx'

export type FieldFault = { readonly fieldId: string; readonly message: string }

type ErrorSummaryProps = {
  title: string
  faults: readonly FieldFault[]
  /** Moves the reader here when it appears; the default. */
  takesFocus?: boolean
}

export function ErrorSummary({ title, faults, takesFocus = true }: ErrorSummaryProps) {
  const titleId = useId()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [takesFocus, faults])
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
                  const control = field?.matches('input, select, textarea, button')
                    ? field
                    : (field?.querySelector<HTMLElement>('input, select, textarea, button') ?? field)
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
