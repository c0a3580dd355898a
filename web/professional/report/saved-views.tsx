/** The saved views on the page of reports: own ones, and those that colleagues share. */
import { useState } from 'react'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { Section } from '../shell/page.tsx'
import { NameDialog } from './save-view.tsx'
import styles from './saved.module.css'

type Saved = Output<'listSavedReports'>[number]

export function SavedViews() {
  const { t } = useWords()
  const saved = useRead('listSavedReports', undefined)
  const [removed, setRemoved] = useState<Saved>()
  const undo = useAct('saveReport', () => setRemoved(undefined))
  const rows = (saved.data ?? []).filter(({ id }) => id !== removed?.id)
  if (rows.length === 0 && removed === undefined) return null
  return (
    <Section title={t('saved.title')}>
      {removed && (
        <Notice
          kind="success"
          isLive
          title={t('saved.removed', { name: removed.name })}
          actions={
            <Button
              look="secondary"
              size="small"
              isBusy={undo.isPending}
              onClick={() => undo.mutate({ body: { name: removed.name, address: removed.address, isShared: removed.isShared } })}
            >
              {t('saved.undo')}
            </Button>
          }
        />
      )}
      {undo.error && <Refused error={undo.error} />}
      <ul className={styles.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} onRemoved={() => setRemoved(row)} />
        ))}
      </ul>
    </Section>
  )
}

function Row({ row, onRemoved }: { readonly row: Saved; readonly onRemoved: () => void }) {
  const { t, day } = useWords()
  const [isChanging, setChanging] = useState(false)
  const change = useAct('changeSavedReport', () => setChanging(false))
  const remove = useAct('deleteSavedReport', onRemoved)
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p>{row.isReadable ? <a href={row.address}>{row.name}</a> : row.name}</p>
        <p className="quiet small">
          {row.isReadable
            ? `${row.survey ?? ''} · ${t('saved.on', { date: day(row.savedOn) })}`
            : t(row.survey === null ? 'saved.gone' : 'saved.closed')}
        </p>
      </div>
      {row.isOwn && row.isShared && <Tag tone="neutral">{t('saved.shared')}</Tag>}
      {!row.isOwn && <Tag tone="neutral">{t('saved.byColleague')}</Tag>}
      {row.isOwn && (
        <div className="cluster">
          <Button look="quiet" size="small" aria-label={t('saved.rename.of', { name: row.name })} onClick={() => setChanging(true)}>
            {t('saved.rename')}
          </Button>
          <Button
            look="quiet"
            size="small"
            aria-label={t('saved.remove.of', { name: row.name })}
            isBusy={remove.isPending}
            onClick={() => remove.mutate({ params: { id: row.id } })}
          >
            {t('saved.remove')}
          </Button>
          <NameDialog
            isOpen={isChanging}
            title={t('saved.rename.title')}
            begins={row}
            isBusy={change.isPending}
            error={change.error}
            onClose={() => setChanging(false)}
            onSave={(given) => change.mutate({ params: { id: row.id }, body: given })}
          />
        </div>
      )}
      {remove.error && <Refused error={remove.error} />}
    </li>
  )
}
