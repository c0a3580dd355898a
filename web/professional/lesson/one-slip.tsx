/** A slip that is lost, or that another has used: one pupil's, for the pupil's eyes. What it shows goes when the dialog does. */
import { useState } from 'react'
import { getSlips, type LessonView, type OneSlip } from '#api/lesson.ts'
import { addressOf, ProblemError } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Card } from '../../design/card/card.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { Refused } from '../shell/refused.tsx'
import { QrCode } from './qr-code.tsx'
import styles from './lesson-page.module.css'

type Pupil = { readonly pupilId: string; readonly name: string }
type Step =
  | { readonly at: 'closed' | 'choosing' }
  | { readonly at: 'asking'; readonly pupil: Pupil }
  | { readonly at: 'shown'; readonly pupil: Pupil; readonly slip: OneSlip; readonly isNew: boolean }

export function OneSlipCard({ lesson }: { readonly lesson: LessonView }) {
  const { t } = useWords()
  const [step, setStep] = useState<Step>({ at: 'closed' })
  const close = () => setStep({ at: 'closed' })
  return (
    <Card heading={t('lesson.one')}>
      <p>{t('lesson.one.text')}</p>
      <Button look="secondary" onClick={() => setStep({ at: 'choosing' })}>
        {t('lesson.one.action')}
      </Button>
      {step.at === 'choosing' && <Choosing lesson={lesson} onStep={setStep} onClose={close} />}
      {step.at === 'asking' && <Asking lesson={lesson} pupil={step.pupil} onStep={setStep} onClose={close} />}
      {step.at === 'shown' && <Shown lesson={lesson} shown={step} onClose={close} />}
    </Card>
  )
}

type InStep = { readonly lesson: LessonView; readonly onClose: () => void }
type Stepping = InStep & { readonly onStep: (step: Step) => void }

/** Before anything is shown: who it is for, and that the class does not look on. */
function Choosing({ lesson, onStep, onClose }: Stepping) {
  const { t } = useWords()
  const pupils = useRead('listLessonPupils', { params: { id: lesson.id } })
  const [chosen, setChosen] = useState('')
  const pupil = pupils.data?.find(({ pupilId }) => pupilId === chosen)
  // Asked for once, by a press: each look stands in the log, and nothing of it is kept for the next page.
  const show = useAct('showSlip', (slip) => pupil && onStep({ at: 'shown', pupil, slip, isNew: false }))
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('lesson.one.choose')}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('lesson.one.close')}
          </Button>
          {pupil && (
            <>
              <Button look="secondary" onClick={() => onStep({ at: 'asking', pupil })}>
                {t('lesson.one.renew')}
              </Button>
              <Button isBusy={show.isPending} onClick={() => show.mutate({ params: { id: lesson.id, pupilId: pupil.pupilId } })}>
                {t('lesson.one.show')}
              </Button>
            </>
          )}
        </>
      }
    >
      <Notice kind="warning" title={t('lesson.one.private')} />
      {show.error && <Refused error={show.error} />}
      <Loaded query={pupils}>
        {(all) => (
          <Select
            label={t('lesson.one.pupil')}
            options={[{ value: '', label: t('lesson.one.nobody') }, ...all.map(({ pupilId, name }) => ({ value: pupilId, label: name }))]}
            value={chosen}
            onChange={setChosen}
          />
        )}
      </Loaded>
    </Dialog>
  )
}

/** What a new slip costs, said before it is made. */
function Asking({ lesson, pupil, onStep, onClose }: Stepping & { readonly pupil: Pupil }) {
  const { t } = useWords()
  const renew = useAct('renewSlip', (slip) => onStep({ at: 'shown', pupil, slip, isNew: true }))
  const isUsed = renew.error instanceof ProblemError && renew.error.problem === 'slip-used'
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('lesson.one.renew.title', { name: pupil.name })}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t(isUsed ? 'lesson.one.close' : 'lesson.one.renew.no')}
          </Button>
          {!isUsed && (
            <Button isBusy={renew.isPending} onClick={() => renew.mutate({ params: { id: lesson.id, pupilId: pupil.pupilId } })}>
              {t('lesson.one.renew.yes')}
            </Button>
          )}
        </>
      }
    >
      {isUsed ? (
        <>
          {renew.error && <Refused error={renew.error} />}
          {/* Who answers by name is not told here, so where some do nobody is told to swap. */}
          <p>{t(lesson.track === 'health' ? 'lesson.one.used.health' : 'lesson.one.used.statistics')}</p>
        </>
      ) : (
        <>
          <p>{t('lesson.one.renew.text')}</p>
          <ul>
            <li>{t('lesson.one.renew.dead')}</li>
            <li>{t('lesson.one.renew.draft')}</li>
            <li>{t('lesson.one.renew.sent')}</li>
          </ul>
          {renew.error && <Refused error={renew.error} />}
        </>
      )}
    </Dialog>
  )
}

function Shown({ lesson, shown: { pupil, slip, isNew }, onClose }: InStep & { readonly shown: Extract<Step, { at: 'shown' }> }) {
  const { t } = useWords()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isNew ? 'lesson.one.new' : 'lesson.one.for', { name: pupil.name })}
      actions={
        <>
          <LinkButton
            href={addressOf(getSlips, { params: { id: lesson.id }, query: { pupilId: pupil.pupilId } })}
            look="secondary"
            icon="print"
            target="_blank"
          >
            {t('lesson.one.print')}
          </LinkButton>
          <Button onClick={onClose}>{t('lesson.one.hide')}</Button>
        </>
      }
    >
      <div className={styles.slip}>
        <dl>
          <dt>{t('lesson.one.code')}</dt>
          <dd className={styles.symbols}>{spaced(slip.code)}</dd>
          <dt>{t('lesson.one.own')}</dt>
          <dd className={styles.symbols}>{spaced(slip.slip)}</dd>
        </dl>
        <QrCode text={slip.address} label={t('lesson.one.qr')} className={styles.slipQr} />
      </div>
    </Dialog>
  )
}

function spaced(symbols: string): string {
  return `${symbols.slice(0, 3)} ${symbols.slice(3)}`
}
