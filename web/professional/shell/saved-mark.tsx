/** How far a draft is with being saved. It stays in sight while one writes, so that nobody looks for a button that saves. */
import { Button } from '../../design/button/button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { useWords } from '../language.tsx'
import { Refused } from './refused.tsx'
import type { SavedDraft } from './use-saved-draft.ts'
import styles from './draft.module.css'

type SavedMarkProps = {
  readonly draft: Pick<
    SavedDraft<unknown>,
    'mark' | 'savedAt' | 'error' | 'clashes' | 'hasTheirs' | 'isUnread' | 'canUndo' | 'undo' | 'flush'
  >
}

export function SavedMark({ draft: { mark, savedAt, error, clashes, hasTheirs, isUnread, canUndo, undo, flush } }: SavedMarkProps) {
  const { t, counted, time } = useWords()
  const at = savedAt === null ? t('shell.draft.untouched') : t('shell.draft.savedAt', { time: time(savedAt.toISOString()) })
  const said = mark === 'saved' ? at : t(`shell.draft.${mark}`)
  const waits = clashes.length > 0 ? counted('shell.draft.waits', clashes.length) : isUnread ? t('shell.draft.unread') : ''
  const theirs = hasTheirs && clashes.length === 0 ? t('shell.draft.theirs') : ''
  return (
    <>
      {error && <Refused error={error} onRetry={() => void flush()} />}
      <div className={`${styles.mark} no-print`} data-mark={mark}>
        <span className="quiet small">{waits || [said, theirs].filter((words) => words !== '').join(' ')}</span>
        {clashes.length > 0 && (
          <Button look="quiet" size="small" onClick={showClash}>
            {t('shell.draft.show')}
          </Button>
        )}
        {canUndo && (
          <Button look="quiet" size="small" onClick={undo}>
            {t('shell.draft.undo')}
          </Button>
        )}
        <LiveRegion message={waits || (mark === 'waiting' ? said : mark === 'saved' ? `${at} ${theirs}` : '')} />
      </div>
    </>
  )
}

/** Leads to the first field that waits for a choice; says whether there was one. */
export function showClash(): boolean {
  const clash = document.querySelector<HTMLElement>('[data-clash]')
  clash?.scrollIntoView({ block: 'center' })
  clash?.focus({ preventScroll: true })
  return clash !== null
}
