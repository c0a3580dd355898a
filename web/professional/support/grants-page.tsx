/** Whom the municipality lets in to help: a code for some hours, whoever is in now, and whoever has been. */
import { type FormEvent, useState } from 'react'
import type { Me } from '#api/session.ts'
import type { SupportGrant } from '#api/support.ts'
import { may } from '#domain/access/policy.ts'
import { mostHours } from '#domain/access/support.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import styles from './support.module.css'

const hoursOffered = [1, 2, 4, 8, mostHours] as const

export function GrantsPage({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const grants = useRead('listSupportGrants', undefined)
  return (
    <LoadedPage query={grants}>
      {(rows) => {
        const open = rows.filter(({ isOpen }) => isOpen).length
        return (
          <Page title={open > 0 ? counted('support.title.open', open) : t('support.title')} tab={t('support.tab')} lead={t('support.lead')}>
            <Section title={t('support.new')}>
              <Sheet>
                <GrantForm />
              </Sheet>
            </Section>
            <Section title={t('support.list')}>
              {rows.length === 0 ? (
                <EmptyState title={t('support.none')}>{t('support.none.text')}</EmptyState>
              ) : (
                <Grants me={me} rows={rows} />
              )}
            </Section>
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function GrantForm() {
  const { t, counted, moment } = useWords()
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('2')
  const [isTried, setTried] = useState(false)
  const grant = useAct('grantSupport', () => {
    setReason('')
    setTried(false)
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '') return document.getElementById('support-reason')?.focus()
    grant.mutate({ body: { reason, hours: Number(hours) } })
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        id="support-reason"
        label={t('support.reason')}
        help={t('support.reason.help')}
        error={isTried && reason.trim() === '' ? t('support.reason.error') : undefined}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
      <Select
        label={t('support.hours')}
        value={hours}
        onChange={setHours}
        options={hoursOffered.map((count) => ({ value: String(count), label: counted('support.hours.count', count) }))}
      />
      {grant.error && <Refused error={grant.error} />}
      {grant.data && (
        <Notice kind="success" isLive title={t('support.code')}>
          <p className={styles.code}>{grant.data.code}</p>
          <p>{t('support.code.text', { until: moment(grant.data.endsAt) })}</p>
        </Notice>
      )}
      <Button type="submit" isBusy={grant.isPending}>
        {t('support.make')}
      </Button>
    </form>
  )
}

function Grants({ me, rows }: { readonly me: Me; readonly rows: readonly SupportGrant[] }) {
  const { t, moment } = useWords()
  const end = useAct('endSupport')
  return (
    <Sheet>
      {end.error && <Refused error={end.error} />}
      <Table
        caption={t('support.list')}
        isCaptionHidden
        narrow="fold"
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'reason', heading: t('support.reason'), isName: true, cell: ({ reason }) => reason },
          { key: 'by', heading: t('support.grantedBy'), cell: ({ grantedBy }) => grantedBy ?? t('support.someone') },
          {
            key: 'used',
            heading: t('support.usedBy'),
            cell: ({ usedBy, usedAt, accountId }) =>
              usedAt === null ? (
                <span className="quiet">{t('support.unused')}</span>
              ) : (
                <>
                  {usedBy ?? t('support.someone')}, {moment(usedAt)}{' '}
                  {accountId !== null && may(me, 'audit.read') && <a href={`/databeskyttelse?person=${accountId}`}>{t('support.log')}</a>}
                </>
              ),
          },
          {
            key: 'until',
            heading: t('support.until'),
            cell: ({ id, endsAt, isOpen }) =>
              isOpen ? (
                <div className={styles.open}>
                  <Tag tone="warning" icon="lock">
                    {t('support.open', { until: moment(endsAt) })}
                  </Tag>
                  <Button look="secondary" size="small" isBusy={end.isPending} onClick={() => end.mutate({ params: { id } })}>
                    {t('support.end')}
                  </Button>
                </div>
              ) : (
                t('support.over', { until: moment(endsAt) })
              ),
          },
        ]}
      />
    </Sheet>
  )
}
