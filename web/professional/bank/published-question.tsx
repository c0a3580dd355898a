/** A question that is asked or may be asked: frozen. What is changed begins here, as an edition or as another question. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import type { BankEdition, BankItemView } from '#api/bank.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { itemAddress } from './bank-address.ts'
import { Facts } from './facts.tsx'
import { LongField } from './long-field.tsx'
import { Preview } from './preview.tsx'
import { QuestionFrame } from './question-frame.tsx'
import styles from './bank.module.css'

type PublishedProps = { readonly view: BankItemView; readonly edition: BankEdition; readonly title: string }

export function PublishedQuestion({ view, edition, title }: PublishedProps) {
  const { t } = useWords()
  const [isChanging, setChanging] = useState(false)
  const [isRetiring, setRetiring] = useState(false)
  const isDerived = edition.changedAt === null
  const mayChange = view.mayWrite && edition.state === 'published' && view.replacedBy === null
  const lead =
    edition.state === 'retired'
      ? 'bank.retired.lead'
      : edition.state === 'draft'
        ? 'bank.write.lead'
        : isDerived
          ? 'bank.asked.lead'
          : 'bank.published.lead'
  return (
    <QuestionFrame
      view={view}
      part="question"
      title={title}
      lead={t(lead)}
      actions={mayChange && <Button onClick={() => setChanging(true)}>{t('bank.change')}</Button>}
    >
      {view.replacedBy !== null && (
        <Notice kind="warning" title={t('bank.replacedBy')}>
          <p>
            <a href={itemAddress(view.replacedBy)}>{t('bank.replacedBy.link')}</a>
          </p>
        </Notice>
      )}
      {view.replaces && (
        <Notice title={t('bank.replaces')}>
          <p>
            <a href={itemAddress(view.replaces.code)}>{t('bank.replaces.link')}</a>
          </p>
        </Notice>
      )}
      <div className={styles.columns}>
        <div className={styles.write}>
          <Facts view={view} edition={edition} />
          {mayChange && !isDerived && (
            <p>
              <Button look="quiet" onClick={() => setRetiring(true)}>
                {t('bank.retire')}
              </Button>
            </p>
          )}
        </div>
        <div className={styles.beside}>
          <Preview of={edition.content} />
        </div>
      </div>
      <BeginChange code={view.code} isOpen={isChanging} onClose={() => setChanging(false)} />
      <Retire code={view.code} isOpen={isRetiring} onClose={() => setRetiring(false)} />
    </QuestionFrame>
  )
}

type AskProps = { readonly code: string; readonly isOpen: boolean; readonly onClose: () => void }

/** The author says whether it is still the same question: nobody else can know, and the series hangs on it. */
function BeginChange({ code, isOpen, onClose }: AskProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [origin, setOrigin] = useState<'edition' | 'replacement' | null>(null)
  const [changeNote, setNote] = useState('')
  const [isSent, setSent] = useState(false)
  const revise = useAct('reviseBankItem', (begun) => {
    onClose()
    go(itemAddress(begun.code))
  })
  const begin = (event?: FormEvent) => {
    event?.preventDefault()
    setSent(true)
    if (origin !== null && changeNote.trim() !== '') revise.mutate({ params: { code }, body: { origin, changeNote: changeNote.trim() } })
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('bank.change.title')}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button isBusy={revise.isPending} onClick={() => begin()}>
            {t('bank.change.do')}
          </Button>
        </>
      }
    >
      <Radios
        label={t('bank.change.how')}
        error={isSent && origin === null ? t('bank.change.how.missing') : undefined}
        options={(['edition', 'replacement'] as const).map((value) => ({
          value,
          label: t(`bank.change.${value}`),
          help: t(`bank.change.${value}.help`),
        }))}
        value={origin}
        onChange={(value) => setOrigin(value as 'edition' | 'replacement')}
      />
      <LongField
        label={t('bank.change.note')}
        error={isSent && changeNote.trim() === '' ? t('bank.change.note.missing') : undefined}
        value={changeNote}
        onChange={setNote}
      />
      {revise.error && <Refused error={revise.error} />}
    </Dialog>
  )
}

function Retire({ code, isOpen, onClose }: AskProps) {
  const { t } = useWords()
  const retire = useAct('retireBankItem', onClose)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('bank.retire.title')}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button look="danger" isBusy={retire.isPending} onClick={() => retire.mutate({ params: { code }, body: { comment: '' } })}>
            {t('bank.retire.do')}
          </Button>
        </>
      }
    >
      <p>{t('bank.retire.what')}</p>
      {retire.error && <Refused error={retire.error} />}
    </Dialog>
  )
}
