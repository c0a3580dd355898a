/** Inspiration: what can be done, found by words and choices. Everybody may read it. */
import { type ComponentProps, type FormEvent, useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldSection } from '../shell/fold-section.tsx'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Sheet } from '../shell/page.tsx'
import { useNarrow } from '../shell/use-narrow.ts'
import { catalogueAddress, catalogueQuery, type CatalogueChoice, countChosen, readCatalogueChoice } from './choice.ts'
import { CoverageTable } from './coverage-table.tsx'
import { Facets } from './facets.tsx'
import { SheetCards } from './sheet-cards.tsx'
import { SheetLines } from './sheet-lines.tsx'
import styles from './intervention.module.css'

export function CataloguePage({ me }: { readonly me?: Me | undefined }) {
  const { t, counted } = useWords()
  const [, go] = useLocation()
  const choice = readCatalogueChoice(useSearch())
  const catalogue = useRead('listInterventions', { query: catalogueQuery(choice) }, { keepsLast: true })
  const choose = (next: CatalogueChoice) => go(catalogueAddress(next), { replace: true })
  const isNarrowed = choice.q !== '' || countChosen(choice) > 0

  return (
    <div className={me === undefined ? styles.open : undefined}>
      <LoadedPage query={catalogue}>
        {(found) => {
          const count = found.cards.length
          const title = !isNarrowed
            ? counted('intervention.title', count)
            : count === 0
              ? t('intervention.title.nothing')
              : counted('intervention.title.found', count)
          return (
            <Page title={title} tab={t('intervention.tab')} lead={t('intervention.lead')} actions={<Ways me={me} />}>
              <SearchField choice={choice} onSearch={choose} />
              <LiveRegion message={isNarrowed ? title : ''} />
              <div className={styles.layout}>
                <Facets found={found} choice={choice} onChoose={choose} />
                <div className={styles.found} aria-busy={catalogue.isPlaceholderData || undefined}>
                  {count === 0 ? (
                    <EmptyState
                      title={t('intervention.nothing.title')}
                      action={<LinkButton href={addresses.intervention}>{t('intervention.facets.clear')}</LinkButton>}
                    >
                      <p>{t('intervention.nothing')}</p>
                    </EmptyState>
                  ) : (
                    <Sheets cards={found.cards} />
                  )}
                </div>
              </div>
              {!isNarrowed && (
                <FoldSection id="coverage" title={t('intervention.coverage')}>
                  <p className={styles.measure}>{t('intervention.coverage.lead')}</p>
                  <Sheet>
                    <CoverageTable coverage={found.coverage} />
                  </Sheet>
                </FoldSection>
              )}
              <Disclosure summary={t('intervention.guide')}>
                <p>{t('intervention.guide.what')}</p>
                <p>{t('intervention.guide.who')}</p>
                <p>{t('intervention.guide.not')}</p>
              </Disclosure>
            </Page>
          )
        }}
      </LoadedPage>
    </div>
  )
}

function Sheets({ cards }: ComponentProps<typeof SheetLines>) {
  return useNarrow() ? <SheetLines cards={cards} /> : <SheetCards cards={cards} />
}

/** Where providers and reviewers go on from here. */
function Ways({ me }: { readonly me: Me | undefined }) {
  const { t } = useWords()
  if (me === undefined) return null
  return (
    <>
      {may(me, 'intervention.write') && <LinkButton href={`${addresses.intervention}/mine`}>{t('intervention.mine')}</LinkButton>}
      {may(me, 'intervention.review') && (
        <LinkButton href={`${addresses.intervention}/gennemsyn`} look={may(me, 'intervention.write') ? 'secondary' : 'primary'}>
          {t('intervention.review')}
        </LinkButton>
      )}
    </>
  )
}

function SearchField({ choice, onSearch }: { readonly choice: CatalogueChoice; readonly onSearch: (choice: CatalogueChoice) => void }) {
  const { t } = useWords()
  const [sought, setSought] = useState(choice.q)
  useEffect(() => setSought(choice.q), [choice.q])
  const search = (event: FormEvent) => {
    event.preventDefault()
    onSearch({ ...choice, q: sought.trim() })
  }
  return (
    <form className={styles.search} role="search" onSubmit={search}>
      <TextField
        label={t('intervention.search')}
        help={t('intervention.search.help')}
        type="search"
        value={sought}
        maxLength={100}
        onChange={setSought}
      />
      <Button type="submit" look="secondary" icon="search">
        {t('intervention.search.do')}
      </Button>
    </form>
  )
}
