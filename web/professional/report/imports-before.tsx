/** What has been imported, file by file, and the way to take a file back. */
import { useState } from 'react'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './reports-page.module.css'

type Import = Output<'listImportedFigures'>[number]

export function ImportsBefore({ rows }: { readonly rows: readonly Import[] }) {
  const { t, counted, list, moment, schoolYear } = useWords()
  const [leaving, setLeaving] = useState<Import>()
  const remove = useAct('deleteImportedFigures', () => setLeaving(undefined))
  const years = ({ from, to }: Import) =>
    from === to ? schoolYear(from) : t('imported.years', { from: schoolYear(from), to: schoolYear(to) })
  const name = (row: Import) => t('imported.of', { figures: counted('imported.figures', row.figures), years: years(row) })
  return (
    <Section title={t('imported.before')}>
      {rows.length === 0 && <p className="quiet">{t('imported.before.none')}</p>}
      {rows.length > 0 && (
        <ul className={styles.reports}>
          {rows.map((row) => (
            <li key={row.id} className={styles.report}>
              <div className={styles.words}>
                <h3>{name(row)}</h3>
                <p>{t('imported.source', { source: list(row.sources) })}</p>
                <p className="quiet small">
                  {t(row.isOwn ? 'imported.byYou' : 'imported.byColleague', { when: moment(row.importedAt) })} ·{' '}
                  {counted('imported.units', row.units)}
                </p>
              </div>
              <Button look="secondary" size="small" aria-label={`${t('imported.remove')}: ${name(row)}`} onClick={() => setLeaving(row)}>
                {t('imported.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        isOpen={leaving !== undefined}
        title={leaving ? t('imported.remove.title', { name: name(leaving) }) : ''}
        onClose={() => setLeaving(undefined)}
        actions={
          <>
            <Button onClick={() => setLeaving(undefined)}>{t('imported.remove.not')}</Button>
            <Button look="secondary" isBusy={remove.isPending} onClick={() => leaving && remove.mutate({ params: { id: leaving.id } })}>
              {t('imported.remove')}
            </Button>
          </>
        }
      >
        <p>{t('imported.remove.text')}</p>
        {remove.error && <Refused error={remove.error} />}
      </Dialog>
    </Section>
  )
}
