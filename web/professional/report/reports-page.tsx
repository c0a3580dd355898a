/** The surveys there are reports on, each with the reader's own way in. */
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { readableReports } from '../home/tasks.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { SavedViews } from './saved-views.tsx'
import { nameIn, partsOf } from './unit-words.ts'
import styles from './reports-page.module.css'

export function ReportsPage({ me }: { readonly me: Me }) {
  const { t, counted, schoolYear, language } = useWords()
  const reports = useRead('listReports', undefined)
  // Asked for at once, so that the list below does not move when it comes.
  useRead('listSavedReports', undefined)
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const ready = readableReports(rows, me.role)
        const waiting = rows.filter(({ surveyId }) => !ready.some(({ report }) => report.surveyId === surveyId))
        return (
          <Page title={ready.length === 0 ? t('report.list.title.none') : counted('report.list.title', ready.length)} tab={t('report.tab')}>
            <SavedViews />
            {ready.length === 0 && <EmptyState title={t('report.list.title.none')}>{t('report.list.none')}</EmptyState>}
            {ready.length > 0 && (
              <ul className={styles.reports}>
                {ready.map(({ report, unit, openClasses }, place) => (
                  <li key={report.surveyId} className={styles.report}>
                    <div className={styles.words}>
                      <h2>{report.title}</h2>
                      <p className="quiet">
                        {t('report.list.year', { year: schoolYear(report.schoolYear) })}
                        {openClasses > 0 && ` · ${counted(`report.list.${partsOf(report.units)}`, openClasses)}`}
                      </p>
                      <p className="quiet">{t('report.list.begin', { unit: nameIn(report.units, unit, language) })}</p>
                    </div>
                    <LinkButton
                      href={`${addresses.report}/${report.surveyId}?unit=${unit}`}
                      look={place === 0 ? 'primary' : 'secondary'}
                      iconAfter="forward"
                      aria-label={`${t('report.list.read')}: ${report.title}`}
                    >
                      {t('report.list.read')}
                    </LinkButton>
                  </li>
                ))}
              </ul>
            )}
            {waiting.length > 0 && (
              <Section title={t('report.list.waiting')}>
                <ul className={styles.reports}>
                  {waiting.map((report) => (
                    <li key={report.surveyId} className={styles.report}>
                      <div className={styles.words}>
                        <h3>{report.title}</h3>
                        <p className="quiet">{t('report.list.waiting.text')}</p>
                      </div>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </Page>
        )
      }}
    </LoadedPage>
  )
}
