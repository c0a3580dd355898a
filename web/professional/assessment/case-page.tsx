/** One case as a timeline: the concern, the family, those who are asked, the result, the goals, and again. */
import type { AssessmentView } from '#api/assessment.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { dayOf } from '../today.ts'
import styles from './assessment.module.css'
import { type Ahead, aheadOf, answeredRounds, askedIn, caseAddress, stepOf, type Step, steps } from './case-facts.ts'
import { Closing } from './closing.tsx'
import { Consents } from './consents.tsx'
import { FollowUp } from './follow-up.tsx'
import { Goals } from './goals.tsx'
import { Informants } from './informants.tsx'
import { LookLogged } from './look-logged.tsx'
import { useAge } from './names.ts'
import { Part } from './part.tsx'
import { People } from './people.tsx'

/** Each asking is a look that is logged, so the page does not ask again by itself. */
export function CasePage({ id }: { readonly id: string }) {
  const found = useRead('getAssessment', { params: { id } })
  return <LoadedPage query={found}>{(view) => <Case view={view} />}</LoadedPage>
}

function Case({ view }: { readonly view: AssessmentView }) {
  const { t, day } = useWords()
  const age = useAge()
  const ahead = aheadOf(view)
  const isOpen = view.state === 'open'
  return (
    <Page
      title={t(`assessment.case.title.${ahead}`, { name: view.childName, ...askedIn(view, view.round) })}
      tab={view.childName}
      lead={t('assessment.case.lead', { age: age(view.age), className: view.className, institution: view.institution })}
      path={[{ label: t('assessment.tab'), href: addresses.assessment }]}
      tags={view.closedOn !== null && <Tag tone="neutral">{t('assessment.closed.on', { date: day(view.closedOn) })}</Tag>}
    >
      <Rail view={view} ahead={ahead} />
      <div className={styles.columns}>
        <div className={styles.line}>
          <Part id="concern" title={t('assessment.concern.title')}>
            <p className={styles.said}>{view.reason}</p>
            <p className={styles.quiet}>
              {t('assessment.concern.by', { date: day(view.openedOn), paragraph: t(`assessment.basis.${view.legalBasis}.help`) })}
            </p>
          </Part>
          <Consents view={view} isOpen={isOpen} isNext={ahead === 'family'} />
          <Informants view={view} isOpen={isOpen} isNext={ahead === 'invite'} />
          <Result view={view} isNext={ahead === 'goals' || ahead === 'close'} />
          <Goals view={view} isOpen={isOpen} />
          <FollowUp view={view} isOpen={isOpen} isNext={ahead === 'followUp'} />
          {isOpen && <Closing view={view} />}
        </div>
        <div className={styles.aside}>
          <LookLogged view={view} />
          <People view={view} isOpen={isOpen} />
        </div>
      </div>
    </Page>
  )
}

function Rail({ view, ahead }: { readonly view: AssessmentView; readonly ahead: Ahead }) {
  const { t, day, counted } = useWords()
  const now = steps.indexOf(stepOf(ahead))
  const none = t('assessment.rail.none')
  const first = askedIn(view, 1)
  const consent = view.consents.at(-1)
  const facts: Readonly<Record<Step, string>> = {
    concern: day(view.openedOn),
    family: consent === undefined ? none : day(dayOf(consent.recordedAt)),
    informants: first.invited === 0 ? none : t('assessment.rail.answers', first),
    result: view.results.length === 0 ? none : t('assessment.rail.answers', first),
    goals: view.goals.length === 0 ? none : counted('assessment.rail.goals', view.goals.length),
    followUp: view.round === 1 ? none : t('assessment.rail.answers', askedIn(view, view.round)),
    close: view.closedOn === null ? none : day(view.closedOn),
  }
  return (
    <nav aria-label={t('assessment.rail')}>
      <ol className={styles.rail}>
        {steps.map((step, place) => {
          const isDone = place < now || ahead === 'closed'
          return (
            <li
              key={step}
              className={`${styles.step} ${isDone ? styles.done : place === now ? styles.now : ''}`}
              aria-current={place === now ? 'step' : undefined}
            >
              <a href={`#${step}`}>{t(`assessment.rail.${step}`)}</a>
              <span>{facts[step]}</span>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Result({ view, isNext }: { readonly view: AssessmentView; readonly isNext: boolean }) {
  const { t } = useWords()
  const isThere = answeredRounds(view).length > 0
  return (
    <Part id="result" title={t('assessment.result.section')}>
      {isThere ? (
        <div className={styles.buttons}>
          <LinkButton href={`${caseAddress(view.id)}/resultat`} look={isNext ? 'primary' : 'secondary'} icon="chart">
            {t('assessment.result.see')}
          </LinkButton>
          <LinkButton href={`${caseAddress(view.id)}/familien`} look="quiet">
            {t('assessment.result.family')}
          </LinkButton>
        </div>
      ) : (
        <p className={styles.quiet}>{t('assessment.result.none')}</p>
      )}
    </Part>
  )
}
