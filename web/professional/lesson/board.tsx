/** What the class sees on the wall: where to go, the code, the QR code, and how many are done. Never a name. */
import { Fragment, useEffect, useRef, useState } from 'react'
import type { LessonView } from '#api/lesson.ts'
import { Button } from '../../design/button/button.tsx'
import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { useWords } from '../language.tsx'
import { QrCode } from './qr-code.tsx'
import styles from './board.module.css'

export function Board({ lesson }: { readonly lesson: LessonView }) {
  const { t } = useWords()
  const board = useRef<HTMLElement>(null)
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])

  const { code, address, answered, exempt } = lesson
  // Whoever need not answer is not waited for, and nobody in the class counts them.
  const invited = lesson.invited - exempt
  if (code === null || address === null) return null
  const { host, pathname } = new URL(address)
  const done = answered === invited ? t('lesson.board.done.all', { invited }) : t('lesson.board.done', { answered, invited })
  return (
    <section className={styles.board} ref={board} aria-labelledby="board">
      <h2 id="board" className={styles.heading}>
        {t('lesson.board.heading', { class: lesson.className })}
      </h2>
      <div className={styles.ways}>
        <ol className={styles.steps}>
          <li>
            <span className={styles.label}>{t('lesson.board.go')}</span>
            <span className={styles.address}>
              {(host + pathname).match(/[^./-]+[./-]?|[./-]/g)?.map((part, place) => (
                <Fragment key={place}>
                  {part}
                  <wbr />
                </Fragment>
              ))}
            </span>
          </li>
          <li>
            <span className={styles.label}>{t('lesson.board.code')}</span>
            <span className={styles.code}>
              <span aria-hidden="true">{code.slice(0, 3)}</span>
              <span aria-hidden="true">{code.slice(3)}</span>
              <span className="visually-hidden">{t('lesson.board.code.spoken', { symbols: [...code].join(' ') })}</span>
            </span>
          </li>
          <li>
            <span className={styles.label}>{t('lesson.board.slip')}</span>
          </li>
        </ol>
        <figure className={styles.qr}>
          <QrCode text={address} label={t('lesson.board.qr.label', { address: host + pathname })} className={styles.picture} />
          <figcaption>{t('lesson.board.qr')}</figcaption>
        </figure>
      </div>
      <div className={styles.done}>
        <p className={styles.number} role="status">
          {done}
        </p>
        <ProgressBar label={t('lesson.board.progress')} value={answered} max={invited} text={done} isQuiet />
      </div>
      {document.fullscreenEnabled && (
        <div className={styles.full}>
          <Button look="quiet" size="small" onClick={() => void (isFull ? document.exitFullscreen() : board.current?.requestFullscreen())}>
            {t(isFull ? 'lesson.board.full.leave' : 'lesson.board.full')}
          </Button>
        </div>
      )}
    </section>
  )
}
