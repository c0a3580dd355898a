/** A part of a page that is a line to fold out on a phone, and stands open under its heading on a wider screen. */
import type { ReactNode } from 'react'
import { FoldList } from './fold.tsx'
import { Section } from './page.tsx'
import { useNarrow } from './use-narrow.ts'

type FoldSectionProps = {
  readonly title: string
  /** The most important of it, beside the title of the line. */
  readonly brief?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function FoldSection({ title, brief = '', aside, children }: FoldSectionProps) {
  if (!useNarrow())
    return (
      <Section title={title} aside={aside}>
        {children}
      </Section>
    )
  const more = (
    <>
      {children}
      {aside && <div>{aside}</div>}
    </>
  )
  return <FoldList rows={[{ key: title, name: title, aside: brief, more }]} />
}
