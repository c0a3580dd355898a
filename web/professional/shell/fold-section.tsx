/** A part of a page that is a line to fold out on a phone, and stands open under its heading on a wider screen. */
import type { ReactNode } from 'react'
import { Fold } from '../../design/fold/fold.tsx'
import { Section } from './page.tsx'
import { useNarrow } from './use-narrow.ts'
import { useUnfolded } from './use-unfolded.ts'

type FoldSectionProps = {
  /** Of the heading, by which an address and the history of the browser name the part. */
  readonly id: string
  readonly title: string
  /** The most important of it, under the title of the line. */
  readonly brief?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function FoldSection({ id, title, brief, aside, children }: FoldSectionProps) {
  const isNarrow = useNarrow()
  const { isOpen, fold } = useUnfolded()
  if (!isNarrow)
    return (
      <Section title={title} aside={aside}>
        {children}
      </Section>
    )
  return (
    <Fold
      id={id}
      heading={title}
      brief={brief && <p className="quiet">{brief}</p>}
      isFolding
      isOpen={isOpen(id)}
      onToggle={(isNowOpen) => fold([id], isNowOpen)}
    >
      {children}
      {aside && <div>{aside}</div>}
    </Fold>
  )
}
