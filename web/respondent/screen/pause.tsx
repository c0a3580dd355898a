/**
 * Tells a child in the midst of it that the teacher has paused, softly: nothing is locked, and saving goes on. The page
 * learns of it by asking now and then, so that saving an answer costs no more than before.
 */
import { useEffect, useState } from 'react'
import { Notice } from '#web/design/notice/notice.tsx'
import type { Line } from '../send.ts'
import type { ScreenT } from './words.ts'

/** Between two questions of a page; half as much again by chance, so that a class does not ask at once. */
const everyMs = { running: 60_000, paused: 10_000 } as const

export function PauseNote({ t, line, isAllSaved }: { t: ScreenT; line: Pick<Line, 'pause'>; isAllSaved: boolean }) {
  const isPaused = usePause(line)
  return (
    <div className="pause" role="status">
      {isPaused && <Notice title={t('pause.title')}>{isAllSaved ? t('pause.saved') : t('pause.unsaved')}</Notice>}
    </div>
  )
}

function usePause(line: Pick<Line, 'pause'>): boolean {
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    let isGone = false
    let isNow = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const plan = () => {
      clearTimeout(timer)
      timer = setTimeout(ask, everyMs[isNow ? 'paused' : 'running'] * (1 + Math.random() / 2))
    }
    const ask = async () => {
      clearTimeout(timer)
      // A page that nobody looks at asks when it is looked at again.
      if (document.visibilityState === 'hidden') return
      const reply = await line.pause()
      if (isGone || reply.kind === 'refused') return
      if (reply.kind === 'done') isNow = reply.value.isPaused
      setPaused(isNow)
      plan()
    }
    plan()
    document.addEventListener('visibilitychange', ask)
    return () => {
      isGone = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [line])
  return isPaused
}
