/** The bank as a list: everything that is asked, and everything that is being written. */
import { type FormEvent, useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { BankCard } from '#api/bank.ts'
import type { Me } from '#api/session.ts'
import { may } from '#domain/access/policy.ts'
import { bankStates, ownerOf, respondents } from '#domain/questionnaire/bank.ts'
import { itemKinds } from '#domain/questionnaire/questionnaire.ts'
import { themes } from '#domain/questionnaire/themes.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Sheet } from '../shell/page.tsx'
import { bankAddress, type BankChoice, bankQuery, facetNames, itemAddress, newItemAddress, readBankChoice } from './bank-address.ts'
import { Languages, StateTag, useMeantFor } from './bank-words.tsx'
import styles from './bank.module.css'

/** A list is read from the top; whoever wants all of it says so. */
const shownAtFirst = 25

export function BankPage({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const [, go] = useLocation()
  const choice = readBankChoice(useSearch())
  const found = useRead('searchBank', { query: bankQuery(choice) }, { keepsLast: true })
  const isNarrowed = bankAddress(choice) !== bankAddress({})
  const choose = (next: BankChoice) => go(bankAddress(next), { replace: true })
  const lead = !may(me, 'bank.write') ? 'bank.lead.read' : me.role === 'secretariat' ? 'bank.lead.association' : 'bank.lead.municipality'
  return (
    <LoadedPage query={found}>
      {({ cards, total }) => {
        const waiting = cards.filter(({ state, isOwn }) => state === 'inReview' && isOwn).length
        return (
          <Page
            title={
              isNarrowed
                ? counted('bank.found', cards.length)
                : waiting > 0 && may(me, 'bank.review')
                  ? counted('bank.waiting', waiting)
                  : counted('bank.title', total)
            }
            tab={t('bank.tab')}
            lead={t(lead)}
            actions={may(me, 'bank.write') && <LinkButton href={newItemAddress}>{t('bank.new')}</LinkButton>}
          >
            <Chooser choice={choice} onChoose={choose} />
            <div aria-busy={found.isPlaceholderData || undefined} className={styles.found}>
              {cards.length === 0 ? (
                <EmptyState title={t('bank.empty.title')}>
                  <p>{t('bank.empty')}</p>
                </EmptyState>
              ) : (
                <Found cards={cards} />
              )}
            </div>
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function Chooser({ choice, onChoose }: { readonly choice: BankChoice; readonly onChoose: (choice: BankChoice) => void }) {
  const { t, named } = useWords()
  const [typed, setTyped] = useState(choice.q)
  useEffect(() => setTyped(choice.q), [choice.q])
  const search = (event: FormEvent) => {
    event.preventDefault()
    onChoose({ ...choice, q: typed.trim().slice(0, 100) })
  }
  const values: Readonly<Record<(typeof facetNames)[number], readonly { readonly value: string; readonly label: string }[]>> = {
    theme: themes.map((value) => ({ value, label: named('intervention.theme', value) ?? value })),
    respondent: respondents.map((value) => ({ value, label: t(`bank.respondent.${value}`) })),
    grade: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((grade) => ({ value: String(grade), label: t('bank.grade', { grade: String(grade) }) })),
    state: bankStates.map((value) => ({ value, label: t(`bank.state.${value}`) })),
    kind: itemKinds.map((value) => ({ value, label: t(`bank.kind.${value}`) })),
    core: (['core', 'optional'] as const).map((value) => ({ value, label: t(`bank.core.${value}`) })),
    untranslated: (['en', 'ar', 'uk'] as const).map((value) => ({ value, label: t(`bank.language.${value}`) })),
    whose: (['own', 'association'] as const).map((value) => ({ value, label: t(`bank.whose.${value}`) })),
  }
  const chosen = facetNames.filter((name) => choice[name] !== undefined)
  const facets = (names: readonly (typeof facetNames)[number][]) =>
    names.map((name) => (
      <Select
        key={name}
        label={t(`bank.facet.${name}`)}
        options={[{ value: '', label: t('bank.facet.all') }, ...values[name]]}
        value={choice[name] === undefined ? '' : String(choice[name])}
        onChange={(value) => onChoose({ ...choice, [name]: value === '' ? undefined : name === 'grade' ? Number(value) : value })}
      />
    ))
  return (
    <div className={styles.chooser}>
      <form className={styles.search} role="search" onSubmit={search}>
        <TextField label={t('bank.search')} type="search" value={typed} onChange={setTyped} />
        <Button type="submit" look="secondary" icon="search">
          {t('bank.search.do')}
        </Button>
      </form>
      <div className={styles.facets}>{facets(['theme', 'respondent', 'state'])}</div>
      <details className={styles.more} open={chosen.some((name) => !['theme', 'respondent', 'state'].includes(name))}>
        <summary>{t('bank.facets')}</summary>
        <div className={styles.facets}>{facets(['grade', 'kind', 'core', 'untranslated', 'whose'])}</div>
      </details>
      {(chosen.length > 0 || choice.q !== '') && (
        <p>
          <Button look="quiet" size="small" icon="cross" onClick={() => onChoose({ q: '' })}>
            {t('bank.facets.clear')}
          </Button>
        </p>
      )}
    </div>
  )
}

function Found({ cards }: { readonly cards: readonly BankCard[] }) {
  const { t, named, counted, language } = useWords()
  const meant = useMeantFor()
  const [isAll, setAll] = useState(false)
  const shown = isAll ? cards : cards.slice(0, shownAtFirst)
  return (
    <>
      <Sheet>
        <Table
          caption={t('bank.tab')}
          isCaptionHidden
          narrow="fold"
          rows={shown}
          rowKey={({ code }) => code}
          columns={[
            {
              key: 'question',
              heading: t('bank.column.question'),
              isName: true,
              cell: ({ code, question, kind, openComments }) => (
                <>
                  <a href={itemAddress(code)}>{question[language] || question.da || t('bank.untitled')}</a>
                  <span className={styles.under}>
                    {t(`bank.kind.${kind}`)}
                    {openComments > 0 && ` · ${counted('bank.comments', openComments)}`}
                  </span>
                </>
              ),
            },
            { key: 'who', heading: t('bank.column.who'), cell: (card) => meant(card) },
            { key: 'theme', heading: t('bank.column.theme'), cell: ({ theme }) => named('intervention.theme', theme) ?? theme },
            {
              key: 'state',
              heading: t('bank.column.state'),
              cell: ({ code, state, isPublished, isCore, isOwn, replacedBy }) => (
                <span className={styles.tags}>
                  <StateTag state={state} />
                  {isPublished && (state === 'draft' || state === 'inReview') && <Tag tone="success">{t('bank.state.published')}</Tag>}
                  {replacedBy !== null && <Tag tone="neutral">{t('bank.state.replaced')}</Tag>}
                  {isCore && <Tag tone="action">{t('bank.core.short')}</Tag>}
                  {isOwn && ownerOf(code) !== 0 && <Tag tone="action">{t('bank.own')}</Tag>}
                </span>
              ),
            },
            { key: 'languages', heading: t('bank.column.languages'), cell: ({ translations }) => <Languages of={translations} isShort /> },
            {
              key: 'used',
              heading: t('bank.column.used'),
              cell: ({ usedIn }) => (usedIn === 0 ? t('bank.used.none') : counted('bank.used', usedIn)),
            },
          ]}
        />
      </Sheet>
      {shown.length < cards.length && (
        <p>
          <Button look="secondary" onClick={() => setAll(true)}>
            {t('bank.more', { count: String(cards.length) })}
          </Button>
        </p>
      )}
    </>
  )
}
