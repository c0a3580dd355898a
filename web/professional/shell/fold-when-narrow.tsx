/** What comes second, folded away on a phone so that what comes first is seen; on a wider screen it stands open. */
import type { ReactNode } from 'react'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { useNarrow } from './use-narrow.ts'

export function FoldWhenNarrow({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  if (!useNarrow()) return children
  return (
    <div className="no-print">
      <Disclosure summary={summary}>{children}</Disclosure>
    </div>
  )
}
