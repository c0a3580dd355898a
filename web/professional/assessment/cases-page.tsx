/** The cases somebody is on, and what comes next in each. */
import { may } from '#domain/access/policy.ts'
import type { AssessmentRow } from '#api/assessment.ts'
import type { Me } from '#api/session.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { today } from '../today.ts'
import styles from './assessment.module.css'
import { caseAddress } from './case-facts.ts'

const newCase = `${addresses.assessment}/ny`

export function CasesPage({ me }: { readonly me: Me }) {
  return may(me, 'assessment.work') ? <OwnCases /> : <HandingOver />
}

/** Whoever starts cases without working on them sees no list. */
function HandingOver() {
  const { t } = useWords()
  return (
    <Page
      title={t('assessment.cases.admin.title')}
      tab={t('assessment.tab')}
      lead={t('assessment.cases.admin.lead')}
      actions={<LinkButton href={newCase}>{t('assessment.cases.new')}</LinkButton>}
    />
  )
}

function OwnCases() {
  const { t, counted } = useWords()
  const cases = useRead('listAssessments', undefined)
  return (
    <LoadedPage query={cases}>
      {(rows) => {
        const open = rows.filter(({ state }) => state === 'open')
        const closed = rows.filter(({ state }) => state === 'closed')
        return (
          <Page
            title={open.length === 0 ? t('assessment.cases.title.none') : counted('assessment.cases.title', open.length)}
            tab={t('assessment.tab')}
            lead={t('assessment.cases.lead')}
            actions={<LinkButton href={newCase}>{t('assessment.cases.new')}</LinkButton>}
          >
            {open.length > 0 ? (
              <Cases caption={t('assessment.cases.open')} rows={open} />
            ) : (
              <EmptyState title={t('assessment.cases.empty.title')}>
                <p>{t('assessment.cases.empty.text')}</p>
              </EmptyState>
            )}
            {closed.length > 0 && (
              <Disclosure summary={counted('assessment.cases.closed', closed.length)}>
                <Cases caption={t('assessment.cases.closed.caption')} rows={closed} />
              </Disclosure>
            )}
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function Cases({ caption, rows }: { readonly caption: string; readonly rows: readonly AssessmentRow[] }) {
  const { t, day } = useWords()
  return (
    <Sheet>
      <Table
        caption={caption}
        isCaptionHidden
        narrow="fold"
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'child',
            heading: t('assessment.column.child'),
            isName: true,
            cell: ({ id, childName, className, institution }) => (
              <>
                <a href={caseAddress(id)}>{childName}</a>
                <span className={styles.place}>
                  {className}, {institution}
                </span>
              </>
            ),
          },
          { key: 'answers', heading: t('assessment.column.answers'), cell: (row) => <Answers {...row} /> },
          { key: 'next', heading: t('assessment.column.next'), cell: (row) => <Next {...row} /> },
          { key: 'part', heading: t('assessment.column.part'), cell: ({ part }) => t(`assessment.part.${part}`) },
          { key: 'opened', heading: t('assessment.column.opened'), cell: ({ openedOn }) => day(openedOn) },
        ]}
      />
    </Sheet>
  )
}

function Answers({ round, invited, answered }: AssessmentRow) {
  const { t } = useWords()
  if (invited === 0) return t('assessment.answers.none')
  return t(round > 1 ? 'assessment.answers.followUp' : 'assessment.answers.some', { answered, invited })
}

function Next({ next }: AssessmentRow) {
  const { t, day } = useWords()
  if (next === null) return <span className={styles.quiet}>{t('assessment.next.nothing')}</span>
  return (
    <>
      {t(`assessment.next.${next.what}`, { date: day(next.dueOn) })}
      {next.dueOn < today() && (
        <>
          {' '}
          <Tag tone="warning" icon="warning">
            {t('assessment.next.late')}
          </Tag>
        </>
      )}
    </>
  )
}
