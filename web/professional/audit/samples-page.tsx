/** The half-yearly samples: whether one is due, drawing one, and those there have been. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { usualPerRole } from '#domain/audit/sample.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { dayOf } from '../today.ts'
import styles from './audit.module.css'
import { auditAddresses, AuditRooms } from './rooms.tsx'
import { useFound } from './sample-words.ts'

type Samples = Output<'listSamples'>

export function SamplesPage() {
  const { t, day } = useWords()
  const samples = useRead('listSamples', undefined)
  const titleOf = useTitle()
  return (
    <LoadedPage query={samples}>
      {({ samples: all, due }) => {
        const open = all.find(({ closedAt }) => closedAt === null)
        return (
          <Page title={titleOf({ samples: all, due })} tab={t('audit.nav.samples')} lead={t('audit.samples.lead')}>
            <AuditRooms />
            {due === null && <EmptyState title={t('audit.samples.none')}>{t('audit.samples.nothing')}</EmptyState>}
            {due !== null && (
              <Notice
                kind={due.state === 'overdue' ? 'warning' : 'info'}
                title={t(due.state === 'overdue' ? 'audit.samples.due.overdue' : 'audit.samples.due', { day: day(due.on) })}
              />
            )}
            {open !== undefined && (
              <div className={styles.more}>
                <LinkButton href={`${auditAddresses.samples}/${open.id}`} iconAfter="forward">
                  {t('audit.samples.goOn')}
                </LinkButton>
              </div>
            )}
            {open === undefined && due !== null && <Draw />}
            {all.length > 0 && <List samples={all} />}
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function useTitle() {
  const { t, counted } = useWords()
  return ({ samples, due }: Samples) => {
    const open = samples.find(({ closedAt }) => closedAt === null)
    if (due?.state === 'overdue') return t('audit.samples.title.overdue')
    if (open !== undefined)
      return open.verdicts.waiting > 0 ? counted('audit.samples.title.open', open.verdicts.waiting) : t('audit.samples.title.ready')
    if (due?.state === 'soon') return t('audit.samples.title.soon')
    return samples.length === 0 ? t('audit.samples.title.none') : t('audit.samples.title.later')
  }
}

function Draw() {
  const { t } = useWords()
  const [, go] = useLocation()
  const [perRole, setPerRole] = useState(String(usualPerRole))
  const draw = useAct('drawSample', ({ id }) => go(`${auditAddresses.samples}/${id}`))
  const send = (event: FormEvent) => {
    event.preventDefault()
    draw.mutate({ body: { perRole: Number(perRole) } })
  }
  return (
    <form className={styles.form} onSubmit={send}>
      <Select
        label={t('audit.samples.perRole')}
        help={t('audit.samples.perRole.help')}
        value={perRole}
        onChange={setPerRole}
        options={['5', '10', '20', '50'].map((value) => ({ value, label: value }))}
      />
      {draw.error && <Refused error={draw.error} />}
      <div className={styles.more}>
        <Button type="submit" isBusy={draw.isPending}>
          {t('audit.samples.draw')}
        </Button>
      </div>
    </form>
  )
}

function List({ samples }: { readonly samples: Samples['samples'] }) {
  const { t, day } = useWords()
  const found = useFound()
  return (
    <Section title={t('audit.samples.list')}>
      <Sheet>
        <Table
          caption={t('audit.samples.list')}
          isCaptionHidden
          narrow="fold"
          rows={samples}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'drawn',
              heading: t('audit.samples.column.drawn'),
              isName: true,
              cell: ({ id, drawnAt }) => <a href={`${auditAddresses.samples}/${id}`}>{day(dayOf(drawnAt))}</a>,
            },
            { key: 'by', heading: t('audit.samples.column.by'), cell: ({ drawnBy }) => drawnBy ?? t('audit.samples.house') },
            { key: 'found', heading: t('audit.samples.column.found'), cell: ({ verdicts }) => found(verdicts) },
            {
              key: 'state',
              heading: t('audit.samples.column.state'),
              cell: ({ closedAt }) =>
                closedAt === null ? (
                  <Tag>{t('audit.samples.open')}</Tag>
                ) : (
                  <Tag tone="success" icon="check">
                    {t('audit.samples.closed')}
                  </Tag>
                ),
            },
          ]}
        />
      </Sheet>
    </Section>
  )
}
