/** The quiet mark. The eye sees every change; the ear only hears that the line is gone, and that it is back. */
import { useState } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { Dialog } from '#web/design/dialog/dialog.tsx'
import { Icon } from '#web/design/icon/icon.tsx'
import { LiveRegion } from '#web/design/live-region/live-region.tsx'
import type { Told } from './keeping/where.ts'
import type { SavedMark } from './saver.ts'
import type { T } from './words.ts'

type Props = {
  t: T
  mark: SavedMark
  /** Shows what is saved where. */
  onOpen: () => void
}

export function Saved({ t, mark, onOpen }: Props) {
  const [heard, setHeard] = useState<SavedMark>('nothing')
  const isHeld = mark === 'waiting' || mark === 'kept' || mark === 'busy'
  const hears = isHeld ? (mark === 'busy' ? 'busy' : 'waiting') : mark === 'saved' && heard !== 'nothing' ? 'saved' : heard
  if (hears !== heard) setHeard(hears)
  return (
    <div className={`saved saved--${isHeld ? 'waiting' : mark}`}>
      {mark !== 'nothing' && (
        <button type="button" className="saved__words" onClick={onOpen} aria-label={`${t(`saved.${mark}`)}. ${t('saved.where')}`}>
          {mark === 'saved' && <Icon name="check" />}
          <span>{t(`saved.${mark}`)}</span>
        </button>
      )}
      <LiveRegion message={heard === 'nothing' ? '' : t(`saved.${heard}`)} />
    </div>
  )
}

/** What is saved where; null while nobody asks. */
export function WhereDialog({ t, told, onClose }: { t: T; told: Told | null; onClose: () => void }) {
  return (
    <Dialog
      isOpen={told !== null}
      onClose={onClose}
      title={t('saved.where')}
      actions={<Button onClick={onClose}>{t('decline.stay')}</Button>}
    >
      {told?.map(({ heading, lines }) => (
        <section key={heading} className="where">
          <h3>{heading}</h3>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
    </Dialog>
  )
}
