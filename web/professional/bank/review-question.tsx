/** A question in review: read as whoever answers reads it, judged by another than its author. */
import { type FormEvent, useState } from 'react'
import type { BankEdition, BankItemView } from '#api/bank.ts'
import type { Me } from '#api/session.ts'
import { checkBankItem, isHeldBack } from '#domain/questionnaire/gate.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { Facts } from './facts.tsx'
import { GateList } from './gate-list.tsx'
import { LongField } from './long-field.tsx'
import { Preview } from './preview.tsx'
import { QuestionFrame } from './question-frame.tsx'
import { translationsKnown } from './use-draft.ts'
import styles from './bank.module.css'

type ReviewProps = { readonly me: Me; readonly view: BankItemView; readonly edition: BankEdition; readonly title: string }

export function ReviewQuestion({ me, view, edition, title }: ReviewProps) {
  const { t } = useWords()
  const findings = checkBankItem({ ...edition.content, translations: translationsKnown(edition) })
  return (
    <QuestionFrame
      view={view}
      part="question"
      title={view.mayReview ? t('bank.review.title', { question: title }) : title}
      lead={t(view.mayReview ? 'bank.review.lead' : 'bank.review.waiting')}
    >
      {view.mayReview && edition.isAuthor && <Notice title={t('bank.review.alone')} />}
      <div className={styles.columns}>
        <div className={styles.write}>
          <Facts view={view} edition={edition} />
          <Section title={t('bank.gate.title')}>
            <GateList findings={findings} item={edition.content.item} />
          </Section>
          {view.mayReview && (
            <Judge view={view} revision={edition.revision} isHeld={isHeldBack(findings)} isExpert={me.role === 'expertReviewer'} />
          )}
        </div>
        <div className={styles.beside}>
          <Preview of={edition.content} />
        </div>
      </div>
    </QuestionFrame>
  )
}

function Judge({
  view,
  revision,
  isHeld,
  isExpert,
}: {
  readonly view: BankItemView
  readonly revision: number
  readonly isHeld: boolean
  readonly isExpert: boolean
}) {
  const { t } = useWords()
  const { code } = view
  const [isAsking, setAsking] = useState<'publish' | 'return' | null>(null)
  const [comment, setComment] = useState('')
  const [interests, setInterests] = useState('')
  const [isLacking, setLacking] = useState(false)
  const publish = useAct('publishBankItem', () => setAsking(null))
  const giveBack = useAct('returnBankItem', () => setAsking(null))
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (isAsking === 'return' && comment.trim() === '') return setLacking(true)
    if (isAsking === 'return') giveBack.mutate({ params: { code }, body: { comment: comment.trim() } })
    else publish.mutate({ params: { code }, body: { revision, comment: comment.trim(), interests: interests.trim() } })
  }
  const isReturning = isAsking === 'return'
  return (
    <>
      <div className={styles.buttons}>
        {!isHeld && <Button onClick={() => setAsking('publish')}>{t('bank.review.publish')}</Button>}
        <Button look="secondary" onClick={() => setAsking('return')}>
          {t('bank.review.return')}
        </Button>
      </div>
      <Dialog
        isOpen={isAsking !== null}
        onClose={() => setAsking(null)}
        title={t(isReturning ? 'bank.review.return' : 'bank.review.publish.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(null)}>
              {t('shell.cancel')}
            </Button>
            <Button isBusy={publish.isPending || giveBack.isPending} onClick={() => send()}>
              {t(isReturning ? 'bank.review.return' : 'bank.review.publish')}
            </Button>
          </>
        }
      >
        {!isReturning && <p>{t('bank.review.publish.what')}</p>}
        {!isReturning && isExpert && (
          <LongField
            label={t('bank.review.interests')}
            help={t('bank.review.interests.help')}
            value={interests}
            onChange={setInterests}
            lines={1}
          />
        )}
        <LongField
          label={t(isReturning ? 'bank.review.return.why' : 'bank.review.comment')}
          error={isReturning && isLacking && comment.trim() === '' ? t('bank.review.return.missing') : undefined}
          value={comment}
          onChange={setComment}
          lines={3}
        />
        {(publish.error ?? giveBack.error) && <Refused error={(publish.error ?? giveBack.error) as Error} />}
      </Dialog>
    </>
  )
}
