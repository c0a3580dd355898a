/** What waits for the secretariat and the expert reviewers. */
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Table } from '../../design/table/table.tsx'
import { may } from '#domain/access/policy.ts'
import { isToBeReadAgain } from '#domain/intervention/review.ts'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { today } from '../today.ts'
import { sheetAddress } from './sheet-words.ts'
import { VersionState } from './version-state.tsx'

export const reviewAddress = `${addresses.intervention}/gennemsyn`

export function ReviewPage({ me }: { readonly me: Me }) {
  const { t, counted, moment } = useWords()
  const waiting = useRead('listInterventionsInReview', undefined)
  return (
    <LoadedPage query={waiting}>
      {(rows) => (
        <Page
          title={rows.length === 0 ? t('intervention.review.none') : counted('intervention.review.count', rows.length)}
          tab={t('intervention.review')}
          lead={t(may(me, 'intervention.publish') ? 'intervention.review.lead.publish' : 'intervention.review.lead.signOff')}
          path={[{ label: t('intervention.tab'), href: addresses.intervention }]}
        >
          {rows.length === 0 ? (
            <EmptyState title={t('intervention.review.empty.title')}>
              <p>{t('intervention.review.empty')}</p>
            </EmptyState>
          ) : (
            <Sheet>
              <Table
                caption={t('intervention.review')}
                isCaptionHidden
                narrow="fold"
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'title',
                    heading: t('intervention.field.title'),
                    isName: true,
                    cell: ({ id, sheet }) => <a href={`${reviewAddress}/${id}`}>{sheet.texts.da.title}</a>,
                  },
                  { key: 'provider', heading: t('intervention.field.provider'), cell: ({ sheet }) => sheet.texts.da.provider },
                  { key: 'state', heading: t('intervention.column.state'), cell: (row) => <VersionState version={row} /> },
                  { key: 'sent', heading: t('intervention.column.sent'), cell: ({ changedAt }) => moment(changedAt) },
                ]}
              />
            </Sheet>
          )}
          {may(me, 'intervention.publish') && <ReadAgain />}
        </Page>
      )}
    </LoadedPage>
  )
}

/** Published sheets that nobody has read for a year. */
function ReadAgain() {
  const { t, day, language } = useWords()
  const catalogue = useRead('listInterventions', { query: {} })
  const confirm = useAct('confirmIntervention')
  const now = today()
  const due = (catalogue.data?.cards ?? [])
    .filter((card) => isToBeReadAgain(card, now))
    .toSorted((left, right) => left.reviewedOn.localeCompare(right.reviewedOn))
  if (catalogue.data === undefined) return null
  return (
    <Section title={t('intervention.readAgain')}>
      {due.length === 0 ? (
        <p className="quiet">{t('intervention.readAgain.none')}</p>
      ) : (
        <Sheet>
          <Table
            caption={t('intervention.readAgain')}
            isCaptionHidden
            narrow="fold"
            rows={due}
            rowKey={({ code }) => code}
            columns={[
              {
                key: 'title',
                heading: t('intervention.field.title'),
                isName: true,
                cell: ({ code, texts }) => <a href={sheetAddress(code)}>{texts[language].title}</a>,
              },
              { key: 'read', heading: t('intervention.readAgain.column'), cell: ({ reviewedOn }) => day(reviewedOn) },
              {
                key: 'confirm',
                heading: t('intervention.readAgain.do'),
                cell: ({ code, texts }) => (
                  <Button
                    look="secondary"
                    size="small"
                    isBusy={confirm.isPending && confirm.variables?.params.code === code}
                    aria-label={t('intervention.readAgain.label', { title: texts[language].title })}
                    onClick={() => confirm.mutate({ params: { code } })}
                  >
                    {t('intervention.readAgain.holds')}
                  </Button>
                ),
              },
            ]}
          />
        </Sheet>
      )}
      {confirm.error && <Refused error={confirm.error} />}
    </Section>
  )
}
