/** What stands beside whichever page of the road is shown: the curtain, and in a lesson its pause. It has a root of its own. */
import { createRoot } from 'react-dom/client'
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { Line } from '../send.ts'
import { Curtain } from './curtain.tsx'
import { PauseNote } from './pause.tsx'
import { useScreenWords } from './words.ts'

type BesideProps = {
  language: RespondentLanguage
  /** Somebody is on their way: else there is nothing to cover. */
  isInside: boolean
  /** What asks for the lesson's pause; null outside a lesson. */
  line: Line | null
  isAllSaved: boolean
}

let root: ReturnType<typeof createRoot> | undefined

export function standBeside(props: BesideProps): void {
  if (!root) {
    const place = document.createElement('div')
    document.body.prepend(place)
    root = createRoot(place)
  }
  root.render(<Beside {...props} />)
}

function Beside({ language, isInside, line, isAllSaved }: BesideProps) {
  const t = useScreenWords(language)
  if (!isInside) return null
  return (
    <>
      <Curtain t={t} />
      {line && <PauseNote t={t} line={line} isAllSaved={isAllSaved} />}
    </>
  )
}
