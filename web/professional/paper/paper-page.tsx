/** Surveys whose sheets one types, and what waits in each. */
import type { PaperSurvey } from '#api/paper.ts'
import type { Me } from '#api/session.ts'
import { may } from '#domain/access/policy.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import styles from './paper.module.css'

export function PaperPage({ me }: { readonly me: Me }) {
  const { t } = useWords()
  const surveys = useRead('listPaperSurveys', undefined)
  return (
    <LoadedPage query={surveys}>
      {(known) =>
        known.length === 0 ? (
          <Page title={t('paper.title.none')} tab={t('paper.tab')}>
            <EmptyState title={t('paper.title.none')}>{t('paper.none')}</EmptyState>
          </Page>
        ) : (
          <Page title={t('paper.title')} tab={t('paper.tab')} lead={t('paper.lead')}>
            <ul className={styles.surveys}>
              {known.map((survey) => (
                <Row key={survey.id} survey={survey} mayPrint={may(me, 'letter.print')} />
              ))}
            </ul>
          </Page>
        )
      }
    </LoadedPage>
  )
}

/** By name whoever types prints too, and for children with a consent alone. */
function Forms({ survey }: { readonly survey: PaperSurvey }) {
  const { t, language } = useWords()
  return (
    <ul className={styles.forms}>
      {survey.classes.map(({ id, name }) => (
        <li key={id}>
          <a
            href={`/api/v1/surveys/${survey.id}/paper/forms?${new URLSearchParams({ classId: id, language })}`}
            target="_blank"
            rel="noopener"
          >
            {t('paper.forms.consented', { class: name })}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Row({ survey, mayPrint }: { readonly survey: PaperSurvey; readonly mayPrint: boolean }) {
  const { t, day } = useWords()
  return (
    <li className={styles.survey}>
      <div>
        <h2 className={styles.name}>{survey.title}</h2>
        <Progress survey={survey} />
        <p className="quiet">{t('paper.until', { date: day(survey.closesOn) })}</p>
        {survey.track === 'health' && mayPrint && <Forms survey={survey} />}
      </div>
      <LinkButton href={`${addresses.paper}/${survey.id}`} aria-label={t('paper.begin.for', { title: survey.title })}>
        {t('paper.begin')}
      </LinkButton>
    </li>
  )
}

/** "12 ark er tastet, 3 ark mangler anden tastning": of the whole survey, never of a class. */
export function Progress({ survey: { sheets, once, differing } }: { readonly survey: PaperSurvey }) {
  const { counted, list } = useWords()
  const parts = [
    ...(sheets === null ? [] : [counted('paper.sheets', sheets)]),
    ...(once > 0 ? [counted('paper.waiting', once)] : []),
    ...(differing > 0 ? [counted('paper.differing', differing)] : []),
  ]
  return parts.length === 0 ? null : <p>{list(parts)}</p>
}
