/**
 * The wall in a window of its own, so that the teacher's names can be on another screen. It asks for the board alone,
 * which holds no name, and finds itself again after a reload.
 */
import { useEffect } from 'react'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Board } from './board.tsx'
import styles from './wall-page.module.css'

const everyMs = 3_000

export function WallPage({ id }: { readonly id: string }) {
  const { t } = useWords()
  const board = useRead('getLessonBoard', { params: { id } }, { everyMs: (known) => (known?.state === 'ended' ? false : everyMs) })
  const className = board.data?.className
  useEffect(() => {
    if (className !== undefined) document.title = t('shell.tab', { title: t('lesson.wall.tab', { class: className }) })
  }, [t, className])
  useKeptAwake()

  return (
    <main className={styles.wall}>
      <LoadedPage query={board}>
        {(known) =>
          known.state === 'open' ? (
            <Board board={known} isWall />
          ) : (
            <div className={styles.over}>
              <h1>{t('lesson.wall.over', { class: known.className })}</h1>
              <p>{t('lesson.wall.over.text')}</p>
            </div>
          )
        }
      </LoadedPage>
    </main>
  )
}

/** A wall that goes dark in the middle of a lesson is of no use. Where the browser can't keep it awake, it does what it always does. */
function useKeptAwake(): void {
  useEffect(() => {
    let lock: { release: () => Promise<void> } | undefined
    let isGone = false
    const keep = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      lock = await navigator.wakeLock.request('screen').catch(() => undefined)
      if (isGone) void lock?.release()
    }
    void keep()
    document.addEventListener('visibilitychange', keep)
    return () => {
      isGone = true
      document.removeEventListener('visibilitychange', keep)
      void lock?.release()
    }
  }, [])
}
