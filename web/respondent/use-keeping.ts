/** The part that keeps answers, which comes while somebody comes in, and what it knows of this machine. */
import { useEffect, useRef, useState } from 'react'
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { Keeping } from './keeping/keeping.ts'
import { isAnythingLeft } from './keeping/left.ts'
import type { Known } from './keeping/where.ts'
import type { KeepingT } from './keeping/words.ts'
import type { Clock } from './saver.ts'

/** Longest that somebody at the door waits for what others left to be sent. */
const patienceMs = 15_000

export function useKeeping(clock: Clock, language: RespondentLanguage) {
  const part = useRef<Keeping | null>(null)
  const started = useRef<Promise<Keeping> | null>(null)
  const [t, setWords] = useState<KeepingT | null>(null)
  const [isWaiting, setWaiting] = useState(false)
  const spoken = useRef(language)
  spoken.current = language
  const speak = () =>
    void part.current?.wordsIn(spoken.current).then(
      (words) => setWords(() => words),
      () => undefined,
    )
  useEffect(speak, [language])

  /** Rejects when it can't be fetched; the next try fetches it anew. */
  const start = () =>
    (started.current ??= import('./keeping/keeping.ts').then(
      ({ startKeeping }) => {
        part.current = startKeeping({ clock, onWaiting: setWaiting })
        speak()
        return part.current
      },
      (failed) => {
        started.current = null
        throw failed
      },
    ))

  /** Sends what was left here, if anything: whoever comes in next may be whose it is. */
  const sendFound = async () => {
    if (!(await isAnythingLeft())) return
    const sent = start().then(
      (own) => own.sendFound(),
      () => undefined,
    )
    await Promise.race([sent, new Promise<void>((go) => clock.after(patienceMs, go))])
  }
  useEffect(() => void sendFound(), [])

  return {
    part,
    /** What a notice says of answers that lie on this machine; null where none do. */
    notice: t && isWaiting ? { title: t('waits.title'), text: t('waits.text') } : null,
    where: (known: Omit<Known, 'isEarlierWaiting'>) => (t && part.current?.tellWhere(t, { ...known, isEarlierWaiting: isWaiting })) ?? [],
    start,
    sendFound,
  }
}
