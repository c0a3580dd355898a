/** What the institution's leader, or for the municipality its analyst, says to the report; printed with it. */
import { type FormEvent, useState } from 'react'
import { mayCommentReport } from '#domain/access/leader-policy.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import type { Report } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { useWords } from '../language.tsx'
import { LongText } from '../network/long-text.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { institutionAbove } from './kind-address.ts'
import type { Listed } from './kind-page.tsx'
import styles from './leader-comment.module.css'

type LeaderCommentProps = { readonly me: Me; readonly listed: Listed; readonly report: Report }

export function LeaderComment({ me, listed, report }: LeaderCommentProps) {
  const { t, day } = useWords()
  const [isWriting, setWriting] = useState(false)
  const { unit, leaderComment } = report
  const place = parseUnitKey(unit.unit)
  const institution = institutionAbove(listed.units, unit.unit)?.unit.slice('institution:'.length) ?? null
  const actor = { role: me.role, institutionIds: me.institutions.map(({ id }) => id) }
  const mayWrite = place !== undefined && mayCommentReport(actor, place, institution)
  const heading = t(unit.level === 'municipality' ? 'environment.comment.municipality' : 'environment.comment')
  if (isWriting) return <Writing report={report} heading={heading} onDone={() => setWriting(false)} />
  if (leaderComment === null)
    return mayWrite ? (
      <div className="no-print">
        <Button look="secondary" size="small" onClick={() => setWriting(true)}>
          {t('environment.comment.write')}
        </Button>
      </div>
    ) : null
  return (
    <section className={styles.comment} aria-labelledby="leader-comment">
      <h2 id="leader-comment">{heading}</h2>
      <p className={styles.words}>{leaderComment.text}</p>
      <p className="quiet small">{t('environment.comment.writtenOn', { date: day(leaderComment.writtenOn) })}</p>
      {mayWrite && (
        <div className="no-print">
          <Button look="quiet" size="small" onClick={() => setWriting(true)}>
            {t('environment.comment.change')}
          </Button>
        </div>
      )}
    </section>
  )
}

type WritingProps = { readonly report: Report; readonly heading: string; readonly onDone: () => void }

function Writing({ report, heading, onDone }: WritingProps) {
  const { t } = useWords()
  const [text, setText] = useState(report.leaderComment?.text ?? '')
  const save = useAct('saveLeaderComment', onDone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (holdsCpr(text)) return document.getElementById('leader-words')?.focus()
    save.mutate({ params: { surveyId: report.surveyId }, body: { unit: report.unit.unit, text } })
  }
  return (
    <form className={`${styles.comment} no-print`} onSubmit={send} noValidate>
      <LongText
        id="leader-words"
        label={heading}
        help={t('environment.comment.help')}
        error={holdsCpr(text) ? t('problem.text-holds-cpr') : undefined}
        value={text}
        onChange={setText}
      />
      {save.error && <Refused error={save.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={save.isPending}>
          {t('environment.comment.save')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('shell.cancel')}
        </Button>
      </div>
    </form>
  )
}
