/** What the institution's leader, or for the municipality its analyst, says to the report; printed with it. */
import { useEffect, useState } from 'react'
import { mayCommentReport } from '#domain/access/leader-policy.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { isSameText } from '#domain/text/merge-fields.ts'
import type { Report } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { institutionAbove } from './kind-address.ts'
import type { Listed } from './kind-page.tsx'
import { WriteComment } from './write-comment.tsx'
import styles from './leader-comment.module.css'

type LeaderCommentProps = { readonly me: Me; readonly listed: Listed; readonly report: Report }

export function LeaderComment({ me, listed, report }: LeaderCommentProps) {
  const { unit } = report
  const place = parseUnitKey(unit.unit)
  const institution = institutionAbove(listed.units, unit.unit)?.unit.slice('institution:'.length) ?? null
  const actor = { role: me.role, institutionIds: me.institutions.map(({ id }) => id) }
  const mayWrite = place !== undefined && mayCommentReport(actor, place, institution)
  if (mayWrite) return <Own key={`${report.surveyId} ${unit.unit}`} report={report} />
  if (report.leaderComment === null) return null
  return (
    <section className={styles.comment} aria-labelledby="leader-comment">
      <Words report={report} />
    </section>
  )
}

/** As readers see it, and the way to write it. */
function Own({ report }: { readonly report: Report }) {
  const { t } = useWords()
  const [stage, setStage] = useState<'resting' | 'writing' | 'closed' | 'shown'>('resting')
  useEffect(() => {
    if (stage === 'closed' || stage === 'shown') document.getElementById('write-comment')?.focus()
  }, [stage])
  const query = useRead('getLeaderComment', { params: { surveyId: report.surveyId }, query: { unit: report.unit.unit } })
  if (stage === 'writing')
    return (
      <Loaded query={query}>
        {(comment) => <WriteComment report={report} comment={comment} onClose={(isShown) => setStage(isShown ? 'shown' : 'closed')} />}
      </Loaded>
    )
  const { leaderComment } = report
  const shown = query.data ? query.data.shown : leaderComment
  const waits = query.data !== undefined && !isSameText(query.data.text, shown?.text)
  const label = waits ? 'environment.comment.goOn' : shown ? 'environment.comment.change' : 'environment.comment.write'
  return (
    <section {...(leaderComment ? { className: styles.comment, 'aria-labelledby': 'leader-comment' } : {})}>
      {leaderComment && <Words report={report} />}
      <div className={`${styles.buttons} no-print`}>
        {waits && <p className="quiet small">{t('environment.comment.waits')}</p>}
        <Button id="write-comment" look={leaderComment && !waits ? 'quiet' : 'secondary'} size="small" onClick={() => setStage('writing')}>
          {t(label)}
        </Button>
        <LiveRegion message={stage === 'shown' ? t('environment.comment.done') : ''} />
      </div>
    </section>
  )
}

function Words({ report: { unit, leaderComment } }: { readonly report: Report }) {
  const { t, day } = useWords()
  if (leaderComment === null) return null
  return (
    <>
      <h2 id="leader-comment">{t(unit.level === 'municipality' ? 'environment.comment.municipality' : 'environment.comment')}</h2>
      <p className={styles.words}>{leaderComment.text}</p>
      <p className="quiet small">{t('environment.comment.writtenOn', { date: day(leaderComment.writtenOn) })}</p>
    </>
  )
}
