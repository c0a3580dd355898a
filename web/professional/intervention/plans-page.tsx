/** What is being done, and what is due to be looked at again. */
import { may } from '#domain/access/policy.ts'
import type { ActionPlan } from '#api/intervention.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { newPlanAddress, planAddress } from './plan-address.ts'
import { usePlanWords } from './plan-words.ts'
import styles from './intervention.module.css'

export function PlansPage({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const plans = useRead('listPlans', undefined)
  const make = may(me, 'plan.write') && <LinkButton href={newPlanAddress({})}>{t('actionPlan.new')}</LinkButton>
  return (
    <LoadedPage query={plans}>
      {(rows) => {
        const due = rows.filter(({ isDue }) => isDue)
        const going = rows.filter(({ state }) => state === 'running' || state === 'planned')
        const over = rows.filter(({ state }) => state === 'evaluated' || state === 'dropped')
        const title =
          rows.length === 0
            ? t('actionPlan.none')
            : due.length > 0
              ? counted('actionPlan.due', due.length)
              : counted('actionPlan.running', going.length)
        return (
          <Page title={title} tab={t('actionPlan.tab')} lead={t('actionPlan.lead')} actions={make}>
            {rows.length === 0 ? (
              <EmptyState title={t('actionPlan.empty.title')}>
                <p>{t(may(me, 'plan.write') ? 'actionPlan.empty' : 'actionPlan.empty.read')}</p>
              </EmptyState>
            ) : (
              <>
                {going.length > 0 && (
                  <Section title={t('actionPlan.going')}>
                    <Plans rows={going} caption={t('actionPlan.going')} />
                  </Section>
                )}
                {over.length > 0 && (
                  <Section title={t('actionPlan.over')}>
                    <Plans rows={over} caption={t('actionPlan.over')} />
                  </Section>
                )}
              </>
            )}
            <p>
              <a href={addresses.intervention}>{t('actionPlan.toCatalogue')}</a>
            </p>
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function Plans({ rows, caption }: { readonly rows: readonly ActionPlan[]; readonly caption: string }) {
  const { t, day } = useWords()
  const { placeOf, stateOf } = usePlanWords()
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
            key: 'title',
            heading: t('actionPlan.column.title'),
            isName: true,
            cell: (plan) => <a href={planAddress(plan.id)}>{plan.title}</a>,
          },
          { key: 'place', heading: t('actionPlan.unit'), cell: placeOf },
          { key: 'theme', heading: t('intervention.facet.theme'), cell: ({ theme }) => t(`intervention.theme.${theme}`) },
          { key: 'owner', heading: t('actionPlan.column.owner'), cell: ({ owner }) => owner },
          { key: 'due', heading: t('actionPlan.dueOn'), cell: ({ dueOn, evaluatedOn }) => day(evaluatedOn ?? dueOn) },
          {
            key: 'state',
            heading: t('actionPlan.state'),
            cell: (plan) => {
              const { label, tone } = stateOf(plan)
              return (
                <span className={styles.state}>
                  <Tag tone={tone} {...(plan.isDue ? { icon: 'calendar' as const } : {})}>
                    {label}
                  </Tag>
                </span>
              )
            },
          },
        ]}
      />
    </Sheet>
  )
}
