/** Mine børn: the children of one's classes, those who may need a talk first. */
import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearch } from 'wouter'
import { api } from '../../client.ts'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { FoldWhenNarrow } from '../shell/fold-when-narrow.tsx'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { ChildrenGroups } from './children-groups.tsx'
import { type ChildrenRead, choose, type ListChoice, orders, readListChoice, waitingIn, writeListChoice } from './children-list.ts'
import { Legend } from './legend.tsx'
import { Logged } from './logged.tsx'
import styles from './children-page.module.css'

const freshMs = 60_000

export function ChildrenPage() {
  // Each look at the list is written down, so it is not asked for again because a window is looked at.
  const query = useQuery<ChildrenRead, Error>({
    queryKey: ['listChildren', undefined],
    queryFn: ({ signal }) => api.listChildren(undefined, signal),
    staleTime: freshMs,
    refetchOnWindowFocus: false,
  })
  return <LoadedPage query={query}>{(read) => <Children read={read} />}</LoadedPage>
}

function Children({ read }: { readonly read: ChildrenRead }) {
  const { t, counted, language } = useWords()
  const [, go] = useLocation()
  const choice = readListChoice(useSearch())
  const waiting = waitingIn(read.children)
  const shown = choose(read.children, choice, language)
  const change = (next: Partial<ListChoice>) => go(addresses.children + writeListChoice({ ...choice, ...next }), { replace: true })

  return (
    <Page
      title={useHeadline(read)}
      tab={t('children.tab')}
      lead={read.children.length > 0 && counted('children.lead', read.children.length, { answered: waiting.answered })}
    >
      {read.children.length === 0 ? (
        <EmptyState title={t('children.none.title')}>
          <p>{t('children.none')}</p>
        </EmptyState>
      ) : (
        <>
          <Logged>{t('children.logged')}</Logged>
          <FoldWhenNarrow summary={t('children.filter')}>
            <Filters read={read} choice={choice} onChange={change} />
          </FoldWhenNarrow>
          <div className={styles.about}>
            <Legend />
            <Rule />
          </div>
          <p className="visually-hidden" role="status">
            {counted('children.shown', shown.length)}
          </p>
          {shown.length === 0 ? (
            <EmptyState
              title={t('children.nobody.title')}
              action={
                <LinkButton look="secondary" href={addresses.children}>
                  {t('children.showAll')}
                </LinkButton>
              }
            >
              <p>{t('children.nobody')}</p>
            </EmptyState>
          ) : (
            <ChildrenGroups
              rows={shown}
              questionnaires={read.questionnaires}
              order={choice.order}
              onOrder={(order) => change({ order: order === choice.order ? 'need' : order })}
            />
          )}
        </>
      )}
    </Page>
  )
}

/** What was found in the whole list, whatever is chosen to be shown. */
function useHeadline({ children }: ChildrenRead): string {
  const { t, counted } = useWords()
  const { wish, journal, answered } = waitingIn(children)
  if (children.length === 0) return t('children.title.none')
  if (answered === 0) return t('children.title.unanswered')
  if (wish > 0 && journal > 0) return counted('children.title.andJournal', journal, { wish: counted('children.title.wish', wish) })
  if (wish > 0) return counted('children.title.wish', wish)
  return journal > 0 ? counted('children.title.journal', journal) : t('children.title.done')
}

type FiltersProps = {
  readonly read: ChildrenRead
  readonly choice: ListChoice
  readonly onChange: (next: Partial<ListChoice>) => void
}

function Filters({ read, choice, onChange }: FiltersProps) {
  const { t, language } = useWords()
  const { compare } = new Intl.Collator(language, { numeric: true })
  const distinct = (of: (child: ChildrenRead['children'][number]) => readonly [string, string]) =>
    [...new Map(read.children.map(of))]
      .map(([value, label]) => ({ value, label }))
      .toSorted((one, other) => compare(one.label, other.label))
  const institutions = new Set(read.children.map(({ institution }) => institution))
  const classes = distinct(({ classId, className, institution }) => [
    classId,
    institutions.size > 1 ? `${className}, ${institution}` : className,
  ])
  const surveys = distinct(({ survey }) => [survey.id, survey.title])
  return (
    <form className={styles.filters} aria-label={t('children.filter')} onSubmit={(event) => event.preventDefault()}>
      <Select
        label={t('children.filter.class')}
        options={[{ value: '', label: t('children.filter.class.all') }, ...classes]}
        value={choice.class}
        onChange={(value) => onChange({ class: value })}
      />
      <Select
        label={t('children.filter.survey')}
        options={[{ value: '', label: t('children.filter.survey.all') }, ...surveys]}
        value={choice.survey}
        onChange={(value) => onChange({ survey: value })}
      />
      <Select
        label={t('children.filter.answered')}
        options={[
          { value: '', label: t('children.filter.answered.all') },
          { value: 'yes', label: t('children.filter.answered.yes') },
          { value: 'no', label: t('children.filter.answered.no') },
        ]}
        value={choice.answered}
        onChange={(value) => onChange({ answered: value as ListChoice['answered'] })}
      />
      <Select
        label={t('children.order')}
        options={orders.map((order) => ({ value: order, label: t(`children.order.${order}`) }))}
        value={choice.order}
        onChange={(value) => onChange({ order: value as ListChoice['order'] })}
      />
      <div className={styles.only}>
        <Checkboxes
          look="plain"
          label={t('children.filter.only')}
          options={[
            { value: 'wish', label: t('children.filter.wish') },
            { value: 'flag', label: t('children.filter.flag') },
          ]}
          values={choice.only}
          onChange={(values) => onChange({ only: values as ListChoice['only'] })}
        />
      </div>
    </form>
  )
}

/** Why the list is ordered as it is, in words: it is an order of work and no score. */
function Rule() {
  const { t } = useWords()
  return (
    <Disclosure summary={t('children.rule')}>
      <ol>
        <li>{t('children.rule.1')}</li>
        <li>{t('children.rule.2')}</li>
        <li>{t('children.rule.3')}</li>
        <li>{t('children.rule.4')}</li>
        <li>{t('children.rule.5')}</li>
        <li>{t('children.rule.6')}</li>
      </ol>
      <p>{t('children.rule.text')}</p>
    </Disclosure>
  )
}
