/** Writing a comment on a report. It saves itself, and is read by others from the moment it is shown. */
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect } from 'react'
import { holdsCpr } from '#domain/network/no-child.ts'
import { longestComment } from '#domain/report/leader-comment.ts'
import { isSameText } from '#domain/text/merge-fields.ts'
import type { LeaderComment } from '#api/leader-comment.ts'
import type { Report } from '#api/report.ts'
import { Button } from '../../design/button/button.tsx'
import { useWords } from '../language.tsx'
import { LongText } from '../network/long-text.tsx'
import { useAct } from '../server-state.ts'
import { ClashChoice } from '../shell/clash-choice.tsx'
import { Refused } from '../shell/refused.tsx'
import { SavedMark, showClash } from '../shell/saved-mark.tsx'
import { useCommentDraft } from './use-comment-draft.ts'
import styles from './leader-comment.module.css'

type WriteCommentProps = { readonly report: Report; readonly comment: LeaderComment; readonly onClose: (isShown: boolean) => void }

export function WriteComment({ report: { surveyId, unit }, comment, onClose }: WriteCommentProps) {
  const { t, day } = useWords()
  const client = useQueryClient()
  const draft = useCommentDraft({ surveyId, unit: unit.unit }, comment)
  const show = useAct('showLeaderComment', (now) => {
    // At once, so that nobody is told for a moment that readers do not see it.
    client.setQueryData(['getLeaderComment', { params: { surveyId }, query: { unit: unit.unit } }], now)
    onClose(true)
  })
  useEffect(() => document.getElementById('leader-words')?.focus(), [])
  const { shown } = comment
  const isEmpty = draft.value.trim() === ''
  const error = holdsCpr(draft.value)
    ? t('problem.text-holds-cpr')
    : draft.value.length > longestComment
      ? t('environment.comment.long', { most: longestComment })
      : undefined
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const revision = await draft.settle()
    if (revision === null) return showClash() || document.getElementById('leader-words')?.focus()
    if (isSameText(draft.value, shown?.text)) return onClose(true)
    // Refused where a colleague has written since: their words are read here then.
    const readAnew = () => void client.invalidateQueries({ queryKey: ['getLeaderComment'] })
    show.mutate({ params: { surveyId }, body: { unit: unit.unit, revision } }, { onError: readAnew })
  }
  const [clash] = draft.clashes
  return (
    <form className={`${styles.comment} no-print`} onSubmit={(event) => void send(event)} noValidate>
      <LongText
        id="leader-words"
        label={t(unit.level === 'municipality' ? 'environment.comment.municipality' : 'environment.comment')}
        help={t('environment.comment.help')}
        error={error}
        most={longestComment}
        value={draft.value}
        onChange={draft.change}
      />
      {clash && <ClashChoice clash={clash} onChoose={(choice) => draft.choose(clash.field, choice)} />}
      <p className="quiet small">
        {shown ? t('environment.comment.still', { date: day(shown.writtenOn) }) : t('environment.comment.notYet')}
      </p>
      {show.error && <Refused error={show.error} />}
      <div className={styles.buttons}>
        {(shown !== null || !isEmpty) && (
          <Button type="submit" isBusy={show.isPending}>
            {t(isEmpty ? 'environment.comment.takeOff' : 'environment.comment.show')}
          </Button>
        )}
        <Button look="quiet" onClick={() => onClose(false)}>
          {t('environment.comment.close')}
        </Button>
      </div>
      <SavedMark draft={draft} />
    </form>
  )
}
