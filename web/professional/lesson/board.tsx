/** What the class sees on the wall: where to go, the code, the QR code, and how many are done. Never a name: its data holds none. */
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import type { LessonBoard } from '#api/lesson.ts'
import { Button } from '../../design/button/button.tsx'
import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { useWords } from '../language.tsx'
import { QrCode } from './qr-code.tsx'
import styles from './board.module.css'

type BoardProps = {
  readonly board: LessonBoard
  /** Fills a window of its own, and its heading is the page's. */
  readonly isWall?: boolean
  /** Beside the button for the whole screen. */
  readonly aside?: ReactNode
}

export function Board({ board, isWall = false, aside }: BoardProps) {
  const { t } = useWords()
  const frame = useRef<HTMLElement>(null)
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])

  const { className, code, address, isPaused } = board
  if (code === null || address === null) return null
  const Heading = isWall ? 'h1' : 'h2'
  return (
    <section className={`${styles.board} ${isWall ? styles.wall : ''}`} ref={frame} aria-labelledby="board">
      <Heading id="board" className={styles.heading}>
        {t(isPaused ? 'lesson.board.paused.heading' : 'lesson.board.heading', { class: className })}
      </Heading>
      {isPaused ? <Paused /> : <Ways code={code} address={address} />}
      <Done board={board} />
      <div className={styles.full}>
        {aside}
        {document.fullscreenEnabled && (
          <Button look="quiet" size="small" onClick={() => void (isFull ? document.exitFullscreen() : frame.current?.requestFullscreen())}>
            {t(isFull ? 'lesson.board.full.leave' : 'lesson.board.full')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** No code while nobody comes in: whoever looks up sees one thing. */
function Paused() {
  const { t } = useWords()
  return (
    <div className={styles.paused} role="status">
      <p className={styles.pause}>{t('lesson.board.paused')}</p>
      <p className={styles.label}>{t('lesson.board.paused.text')}</p>
    </div>
  )
}

function Ways({ code, address }: { readonly code: string; readonly address: string }) {
  const { t } = useWords()
  const { host, pathname } = new URL(address)
  return (
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
  )
}

function Done({ board: { answered, invited } }: { readonly board: LessonBoard }) {
  const { t } = useWords()
  const done = answered === invited ? t('lesson.board.done.all', { invited }) : t('lesson.board.done', { answered, invited })
  return (
    <div className={styles.done}>
      <p className={styles.number} role="status">
        {done}
      </p>
      <ProgressBar label={t('lesson.board.progress')} value={answered} max={invited} text={done} isQuiet />
    </div>
  )
}
