/** Fetches the part that keeps answers, while somebody comes in or where something was left, and hands on what it knows. */
import { useEffect, useState } from 'react'
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { Keeping } from './keeping/keeping.ts'
import { isAnythingLeft } from './keeping/left.ts'
import type { Known } from './keeping/where.ts'
import type { KeepingT } from './keeping/words.ts'
import type { Clock } from './saver.ts'

/** Longest that somebody at the door waits for what others left to be sent. */
const patienceMs = 15_000

export type Keeper = {
  /** Null until it has come. */
  readonly part: () => Keeping | null
  /** Rejects when it can't be fetched; the next try fetches it anew. */
  readonly start: () => Promise<Keeping>
  /** Sends what was left here, if anything: whoever comes in next may be whose it is. */
  readonly sendFound: () => Promise<void>
  /** Hears when the part has come, and whether something lies here that can't be sent now. */
  readonly listen: (hear: (part: Keeping, isWaiting: boolean) => void) => void
}

export function startKeeper(clock: Clock): Keeper {
  let part: Keeping | null = null
  let started: Promise<Keeping> | null = null
  let isWaiting = false
  let hear = (_part: Keeping, _isWaiting: boolean) => {}
  const tell = () => part && hear(part, isWaiting)

  const fetchPart = async () => {
    const { startKeeping } = await import('./keeping/keeping.ts')
    part = startKeeping({
      clock,
      onWaiting(now) {
        isWaiting = now
        tell()
      },
    })
    tell()
    return part
  }
  const start = () =>
    (started ??= fetchPart().catch((failed) => {
      started = null
      throw failed
    }))

  return {
    part: () => part,
    start,
    async sendFound() {
      if (!(await isAnythingLeft())) return
      const sent = start().then(
        (own) => own.sendFound(),
        () => undefined,
      )
      await Promise.race([sent, new Promise<void>((go) => clock.after(patienceMs, go))])
    },
    listen(to) {
      hear = to
    },
  }
}

/** What a page shows of it. */
export function useKept(keeper: Keeper, language: RespondentLanguage) {
  const [kept, setKept] = useState<{ readonly part: Keeping; readonly isWaiting: boolean } | null>(null)
  const [t, setWords] = useState<KeepingT | null>(null)
  const part = kept?.part
  useEffect(() => keeper.listen((come, isWaiting) => setKept({ part: come, isWaiting })), [keeper])
  useEffect(() => {
    let isWanted = true
    part?.wordsIn(language).then(
      (words) => isWanted && setWords(() => words),
      () => undefined,
    )
    return () => void (isWanted = false)
  }, [part, language])
  return {
    /** What a notice says of answers that lie on this machine; null where none do. */
    notice: t && kept?.isWaiting ? { title: t('waits.title'), text: t('waits.text') } : null,
    where: (known: Omit<Known, 'isEarlierWaiting'>) => (t && kept?.part.tellWhere(t, { ...known, isEarlierWaiting: kept.isWaiting })) ?? [],
  }
}
