/** One sample: its looks one by one with a verdict each, and the record of it for the auditor. */
import { type FormEvent, useState } from 'react'
import { type Verdict, verdicts } from '#domain/audit/sample.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Tag, type TagTone } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { dayOf } from '../today.ts'
import styles from './audit.module.css'
import { auditAddresses } from './rooms.tsx'
import { useFound } from './sample-words.ts'
import { useAuditWords } from './words.ts'

type Sample = Output<'getSample'>
type Item = Sample['items'][number]

export function SamplePage({ id }: { readonly id: string }) {
  const { t, counted, day } = useWords()
  const sample = useRead('getSample', { params: { id } })
  const close = useAct('closeSample')
  return (
    <LoadedPage query={sample}>
      {(found) => {
        const isOpen = found.closedAt === null
        const { waiting } = found.verdicts
        const title = !isOpen
          ? t('audit.sample.closed', { day: day(dayOf(found.closedAt ?? '')) })
          : waiting > 0
            ? counted('audit.sample.title', waiting)
            : t('audit.sample.ready')
        return (
          <Page
            title={title}
            tab={t('audit.sample.tab')}
            lead={t('audit.sample.lead', { from: day(dayOf(found.from)), to: day(dayOf(found.until)) })}
            path={[{ label: t('audit.nav.samples'), href: auditAddresses.samples }]}
            actions={
              <>
                {isOpen && waiting === 0 && (
                  <Button icon="check" isBusy={close.isPending} onClick={() => close.mutate({ params: { id } })}>
                    {t('audit.sample.close')}
                  </Button>
                )}
                <Button look="secondary" icon="print" onClick={() => window.print()}>
                  {t('templates.print')}
                </Button>
              </>
            }
          >
            {close.error && <Refused error={close.error} />}
            <ol className={styles.items}>
              {found.items.map((item) => (
                <SampleItem key={item.eventId} sampleId={id} item={item} isOpen={isOpen} />
              ))}
            </ol>
            <Record sample={found} />
          </Page>
        )
      }}
    </LoadedPage>
  )
}

const tones: Readonly<Record<Verdict, TagTone>> = { inOrder: 'success', needsExplaining: 'warning', notInOrder: 'danger' }
const icons = { inOrder: 'check', needsExplaining: 'info', notInOrder: 'warning' } as const

type SampleItemProps = { readonly sampleId: string; readonly item: Item; readonly isOpen: boolean }

function SampleItem({ sampleId, item, isOpen }: SampleItemProps) {
  const { t, moment, day } = useWords()
  const words = useAuditWords()
  const [isChanging, setChanging] = useState(false)
  const { name, role, at, act, purpose, relation, verdict } = item
  const roleName = words.role(role)
  return (
    <li className={styles.item}>
      <div>
        <h2 className={styles.sentence}>
          {name === null ? t('audit.sample.nobody', { role: roleName }) : t('audit.sample.who', { name, role: roleName })}
        </h2>
        <p>
          {words.act(act)} · {moment(at)}
        </p>
        <p className="quiet">
          <Children item={item} />
        </p>
        <p className="quiet">
          {purpose !== null && t('audit.why', { purpose: words.purpose(purpose) })}
          {purpose !== null && relation !== null && ' · '}
          {relation !== null && t('audit.related', { relation: words.relation(relation) })}
        </p>
      </div>
      {verdict !== null && (
        <div className={styles.judged}>
          <Tag tone={tones[verdict]} icon={icons[verdict]}>
            {t(`audit.verdict.${verdict}`)}
          </Tag>
          {item.note !== '' && <p>{item.note}</p>}
          <p className="quiet small">
            {item.judgedBy} · {item.judgedAt === null ? '' : day(dayOf(item.judgedAt))}
          </p>
        </div>
      )}
      {isOpen && (verdict === null || isChanging) && <Judge sampleId={sampleId} item={item} onDone={() => setChanging(false)} />}
      {isOpen && verdict !== null && !isChanging && (
        <div className={styles.more}>
          <Button look="quiet" size="small" onClick={() => setChanging(true)}>
            {t('audit.sample.change')}
          </Button>
        </div>
      )}
    </li>
  )
}

function Children({ item: { children, childCount } }: { readonly item: Item }) {
  const { t } = useWords()
  const [first] = children
  if (!first) return t('audit.sample.children.gone', { count: childCount })
  return childCount === 1 ? t('audit.sample.child', first) : t('audit.sample.children', { count: childCount, ...first })
}

function Judge({ sampleId, item, onDone }: { readonly sampleId: string; readonly item: Item; readonly onDone: () => void }) {
  const { t } = useWords()
  const [verdict, setVerdict] = useState<Verdict | null>(item.verdict)
  const [note, setNote] = useState(item.note)
  const judge = useAct('judgeSampleItem', onDone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (verdict !== null) judge.mutate({ params: { id: sampleId, eventId: item.eventId }, body: { verdict, note } })
  }
  return (
    <form className={`${styles.form} no-print`} onSubmit={send}>
      <div className={styles.verdicts}>
        <Radios
          look="plain"
          label={t('audit.sample.verdict')}
          options={verdicts.map((value) => ({ value, label: t(`audit.verdict.${value}`) }))}
          value={verdict}
          onChange={(value) => setVerdict(value as Verdict)}
        />
      </div>
      {verdict !== null && (
        <>
          <TextField label={t('audit.sample.note')} help={t('audit.sample.note.help')} value={note} onChange={setNote} maxLength={1000} />
          {judge.error && <Refused error={judge.error} />}
          <div className={styles.more}>
            <Button type="submit" look="secondary" isBusy={judge.isPending}>
              {t('audit.sample.save')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

/** What an auditor needs to see the control done, and to do it again. */
function Record({ sample }: { readonly sample: Sample }) {
  const { t, day } = useWords()
  const words = useAuditWords()
  const found = useFound()
  const { drawnAt, drawnBy, from, until, perRole, seed, roles, closedAt, closedBy } = sample
  return (
    <Section title={t('audit.sample.record')}>
      <p>
        {t('audit.sample.record.drawn', {
          day: day(dayOf(drawnAt)),
          name: drawnBy ?? t('audit.samples.house'),
          from: day(dayOf(from)),
          to: day(dayOf(until)),
          count: perRole,
        })}
      </p>
      <ul>
        {roles.map(({ role, of, drawn }) => (
          <li key={role}>{t('audit.sample.record.roles', { role: words.role(role), drawn, of })}</li>
        ))}
      </ul>
      <p>{found(sample.verdicts)}</p>
      {closedAt !== null && (
        <p>{t('audit.sample.record.closed', { day: day(dayOf(closedAt)), name: closedBy ?? t('audit.pattern.somebody') })}</p>
      )}
      <p className="quiet small">{t('audit.sample.record.seed', { seed })}</p>
    </Section>
  )
}
