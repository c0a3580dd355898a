/** Every survey of the municipality, newest first. */
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { today } from '../today.ts'
import { shownState, SurveyState } from './survey-state.tsx'
import { Turnout } from './turnout.tsx'
import styles from './survey.module.css'

export function SurveysPage({ me }: { readonly me: Me }) {
  const { t, counted, period } = useWords()
  const surveys = useRead('listSurveys', undefined)
  const mayPlan = may(me, 'survey.plan')
  const plan = mayPlan && <LinkButton href={`${addresses.survey}/ny`}>{t('survey.plan')}</LinkButton>
  const day = today()
  return (
    <LoadedPage query={surveys}>
      {(rows) => {
        const open = rows.filter((row) => shownState(row, day) === 'open').length
        if (rows.length === 0) {
          return (
            <Page title={t('survey.title.none')} tab={t('survey.tab')}>
              <EmptyState title={t('survey.title.none')} action={plan}>
                {t(mayPlan ? 'survey.empty.plan' : 'survey.empty.read')}
              </EmptyState>
            </Page>
          )
        }
        return (
          <Page title={open === 0 ? t('survey.title.idle') : counted('survey.title.open', open)} tab={t('survey.tab')} actions={plan}>
            <Sheet>
              <Table
                caption={t('survey.list')}
                isCaptionHidden
                narrow="fold"
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'title',
                    heading: t('survey.column.title'),
                    isName: true,
                    cell: ({ id, title }) => <a href={`${addresses.survey}/${id}`}>{title}</a>,
                  },
                  {
                    key: 'state',
                    heading: t('survey.column.state'),
                    cell: (row) => (
                      <span className={styles.state}>
                        <SurveyState survey={row} today={day} />
                      </span>
                    ),
                  },
                  { key: 'period', heading: t('survey.column.period'), cell: ({ opensOn, closesOn }) => period(opensOn, closesOn) },
                  {
                    key: 'answered',
                    heading: t('survey.column.answered'),
                    cell: ({ title, state, answered, invited }) =>
                      state === 'draft' ? t('survey.notYet') : <Turnout label={title} answered={answered} invited={invited} />,
                  },
                ]}
              />
            </Sheet>
          </Page>
        )
      }}
    </LoadedPage>
  )
}
