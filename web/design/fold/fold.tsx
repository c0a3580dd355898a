/**
 * A part of a page under its own heading, folded to a line that says the most important. The heading is a heading whether it is folded
 * or not; what is folded is still found by a search in the page, and stands on paper.
 */
import './fold.css'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from '../icon/icon.tsx'

export type FoldProps = {
  /** Of the heading, for an address to lead to, and for whoever keeps what is open. */
  readonly id: string
  readonly heading: string
  /** Beside the heading: a mark. */
  readonly aside?: ReactNode
  /** Under the heading, where the part can be folded: what is to be found in it. */
  readonly brief?: ReactNode
  /** Whether it can be folded at all; otherwise it stands open, with nothing to press. */
  readonly isFolding: boolean
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
  readonly children: ReactNode
}

export function Fold({ id, heading, aside, brief, isFolding, isOpen, onToggle, children }: FoldProps) {
  const said = useId()
  const inside = useId()
  const isHidden = isFolding && !isOpen
  const isSaid = aside !== undefined || (isFolding && brief !== undefined)
  const box = useRef<HTMLDivElement>(null)
  const reveal = useRef(onToggle)
  useEffect(() => {
    reveal.current = onToggle
  })
  // The browser is about to show what it found in here.
  useEffect(() => {
    const found = () => reveal.current(true)
    const place = box.current
    place?.addEventListener('beforematch', found)
    return () => place?.removeEventListener('beforematch', found)
  }, [])

  return (
    // Folded parts can be many: headings are the way through them, and a landmark of each would be in it.
    <section className={isFolding ? 'fold fold--folding' : 'fold'} aria-labelledby={isFolding ? undefined : id} data-fold={id}>
      <div className="fold__head">
        <h2 id={id} tabIndex={-1} className="fold__heading">
          {isFolding ? (
            <button
              type="button"
              className="fold__button"
              aria-expanded={isOpen}
              aria-controls={inside}
              aria-describedby={isSaid ? said : undefined}
              onClick={() => onToggle(!isOpen)}
            >
              <Icon name="down" />
              <span>{heading}</span>
            </button>
          ) : (
            heading
          )}
        </h2>
        {isSaid && (
          <div id={said} className="fold__said">
            {aside}
            {isFolding && brief && <div className="fold__brief">{brief}</div>}
          </div>
        )}
      </div>
      <div
        id={inside}
        className="fold__inside"
        ref={(place) => {
          box.current = place
          // NOTE: React writes any `hidden` as the plain one, which no search in the page opens.
          if (isHidden) place?.setAttribute('hidden', 'until-found')
          else place?.removeAttribute('hidden')
        }}
      >
        {children}
      </div>
    </section>
  )
}
