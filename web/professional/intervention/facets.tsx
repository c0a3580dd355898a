/** The choices that narrow the catalogue; each says how many sheets it would leave. */
import { useState } from 'react'
import type { Output } from '../../client.ts'
import { type Facet, facetNames } from '#domain/intervention/facet.ts'
import { Button } from '../../design/button/button.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { type CatalogueChoice, countChosen, withFacet } from './choice.ts'
import styles from './intervention.module.css'

type FacetsProps = {
  readonly found: Output<'listInterventions'>
  readonly choice: CatalogueChoice
  readonly onChoose: (choice: CatalogueChoice) => void
}

export function Facets({ found, choice, onChoose }: FacetsProps) {
  const { t, named } = useWords()
  const [isOpen, setOpen] = useState(false)
  const options = (facet: Facet) => [
    { value: '', label: t('intervention.facet.all') },
    ...found.facets[facet]
      .filter(({ value, count }) => count > 0 || choice[facet] === value)
      .map(({ value, count }) => ({
        value,
        label: t('intervention.facet.value', { name: named(`intervention.${facet}`, value) ?? value, count }),
      })),
  ]
  return (
    <aside className={styles.facets} aria-label={t('intervention.facets')}>
      <div className={styles.facetToggle}>
        <Button
          look="secondary"
          isWide
          aria-expanded={isOpen}
          aria-controls="facets"
          icon={isOpen ? 'up' : 'down'}
          onClick={() => setOpen(!isOpen)}
        >
          {t('intervention.facets')}
        </Button>
      </div>
      <div id="facets" className={styles.facetList} data-open={isOpen || undefined}>
        {facetNames.map((facet) => (
          <Select
            key={facet}
            label={t(`intervention.facet.${facet}`)}
            options={options(facet)}
            value={choice[facet] ?? ''}
            onChange={(value) => onChoose(withFacet(choice, facet, value))}
          />
        ))}
        {countChosen(choice) > 0 && (
          <Button look="quiet" size="small" onClick={() => onChoose({ q: choice.q })}>
            {t('intervention.facets.clear')}
          </Button>
        )}
      </div>
    </aside>
  )
}
