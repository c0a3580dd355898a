/** One roster file from reading to carried out. Its address can be left and found again. */
import { type ReactNode, useState } from 'react'
import type { RosterImport } from '#api/organisation.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { Changes } from './changes.tsx'
import { ChooseFile } from './choose-roster-page.tsx'
import { type FindingGroup, groupFindings, linesNamed } from './findings.ts'
import styles from './organisation.module.css'

type Summary = NonNullable<RosterImport['summary']>

// Each look is written in the audit log, so it is not asked more often than somebody notices.
const askAgainMs = 1_500

function isWorking(file: RosterImport | undefined): boolean {
  return file?.state === 'reading' || file?.state === 'applying'
}

export function RosterImportPage({ id }: { readonly id: string }) {
  const file = useRead('getRosterImport', { params: { id } }, { everyMs: (known) => isWorking(known) && askAgainMs })
  return <LoadedPage query={file}>{(known) => <ImportPage file={known} />}</LoadedPage>
}

function ImportPage({ file }: { readonly file: RosterImport }) {
  const { t, counted } = useWords()
  switch (file.state) {
    case 'reading':
      return <WorkPage file={file} title={t('roster.reading.title')} label={t('roster.reading.label')} />
    case 'applying':
      return <WorkPage file={file} title={t('roster.applying.title')} label={t('roster.applying.label')} />
    case 'ready':
      return <ReadyPage file={file} />
    case 'refused':
      return <RefusedPage file={file} />
    case 'applied': {
      const count = file.summary === null ? 0 : changesIn(file.summary)
      return (
        <StatePage
          file={file}
          title={count === 0 ? t('roster.applied.title.none') : counted('roster.applied.title', count)}
          lead={t('roster.applied.lead')}
          actions={
            <>
              <LinkButton href={addresses.organisation}>{t('roster.applied.action')}</LinkButton>
              <LinkButton href={`${addresses.organisation}/import`} look="secondary">
                {t('roster.applied.again')}
              </LinkButton>
            </>
          }
        >
          {file.summary && <Counts summary={file.summary} isDone />}
        </StatePage>
      )
    }
    case 'discarded':
      return (
        <StatePage
          file={file}
          title={t('roster.discarded.title')}
          lead={t('roster.discarded.lead')}
          actions={<LinkButton href={`${addresses.organisation}/import`}>{t('roster.applied.again')}</LinkButton>}
        />
      )
    case 'failed':
      return (
        <StatePage file={file} title={t('roster.failed.title')} lead={t('roster.failed.lead')}>
          {file.summary && <Findings summary={file.summary} />}
          <ChooseFile />
        </StatePage>
      )
  }
}

type StatePageProps = {
  readonly file: RosterImport
  readonly title: string
  readonly lead?: string | undefined
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

function StatePage({ file, title, lead, actions, children }: StatePageProps) {
  const { t, counted, moment } = useWords()
  const { summary } = file
  return (
    <Page
      title={title}
      tab={t('roster.tab')}
      lead={lead}
      path={[{ label: t('organisation.tab'), href: addresses.organisation }]}
      tags={
        <>
          {summary && <Tag>{t(`roster.kind.${summary.kind ?? 'unknown'}`)}</Tag>}
          {summary && <Tag>{counted('roster.fact.lines', summary.lines)}</Tag>}
          {summary && (
            <Tag tone="neutral">
              {t('roster.fact.encoding', {
                encoding: summary.encoding === 'utf-8' ? 'UTF-8' : 'Windows-1252',
                separator: t(summary.separator === ',' ? 'roster.separator.comma' : 'roster.separator.semicolon'),
              })}
            </Tag>
          )}
          <Tag tone="neutral">{t('roster.fact.read', { moment: moment(file.createdAt) })}</Tag>
        </>
      }
      actions={actions}
    >
      <LiveRegion message={title} />
      {children}
    </Page>
  )
}

function WorkPage({ file, title, label }: { readonly file: RosterImport; readonly title: string; readonly label: string }) {
  const { t, percent } = useWords()
  return (
    <StatePage file={file} title={title}>
      <div className={styles.wait}>
        <ProgressBar label={label} value={file.progress} max={1} text={percent(file.progress, 1)} />
        <p className="quiet">{t('roster.leave')}</p>
      </div>
    </StatePage>
  )
}

function ReadyPage({ file }: { readonly file: RosterImport }) {
  const { t, counted } = useWords()
  const [asks, setAsks] = useState<'approve' | 'discard'>()
  const approve = useAct('approveRosterImport', () => setAsks(undefined))
  const discard = useAct('discardRosterImport', () => setAsks(undefined))
  if (file.summary === null) return null
  const { summary } = file
  const { counts } = summary
  const count = changesIn(summary)
  const input = { params: { id: file.id } }
  return (
    <StatePage
      file={file}
      title={count === 0 ? t('roster.ready.title.none') : counted('roster.ready.title', count)}
      lead={t(count === 0 ? 'roster.ready.none' : 'roster.ready.lead')}
      actions={
        <>
          {count > 0 && <Button onClick={() => setAsks('approve')}>{t('roster.approve')}</Button>}
          <Button look="secondary" onClick={() => setAsks('discard')}>
            {t('roster.discard')}
          </Button>
        </>
      }
    >
      <Counts summary={summary} />
      <Findings summary={summary} />
      <Changes changes={file.changes} counts={counts} />

      <Dialog
        isOpen={asks === 'approve'}
        onClose={() => setAsks(undefined)}
        title={t('roster.approve.title', { changes: counted('roster.changeCount', count) })}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsks(undefined)}>
              {t('shell.cancel')}
            </Button>
            <Button isBusy={approve.isPending} onClick={() => approve.mutate(input)}>
              {t('roster.approve.yes')}
            </Button>
          </>
        }
      >
        <ul>
          {counts.new > 0 && <li>{t('roster.approve.new', { count: counts.new })}</li>}
          {counts.changed > 0 && <li>{t('roster.approve.changed', { count: counts.changed })}</li>}
          {counts.gone > 0 && (
            <li>
              <strong>{t('roster.approve.gone', { count: counts.gone })}</strong>
            </li>
          )}
          {summary.newInstitutions > 0 && <li>{counted('roster.newInstitutions', summary.newInstitutions)}</li>}
          {summary.newClasses > 0 && <li>{counted('roster.newClasses', summary.newClasses)}</li>}
        </ul>
        <p className="quiet">{t('roster.approve.undo')}</p>
        {approve.error && <Refused error={approve.error} />}
      </Dialog>

      <Dialog
        isOpen={asks === 'discard'}
        onClose={() => setAsks(undefined)}
        title={t('roster.discard.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsks(undefined)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate(input)}>
              {t('roster.discard.yes')}
            </Button>
          </>
        }
      >
        <p>{t('roster.discard.text')}</p>
        {discard.error && <Refused error={discard.error} />}
      </Dialog>
    </StatePage>
  )
}

function RefusedPage({ file }: { readonly file: RosterImport }) {
  const { t, counted } = useWords()
  const errors = (file.summary?.findings ?? []).filter(({ level }) => level === 'error').length
  return (
    <StatePage
      file={file}
      title={counted('roster.refused.title', errors + (file.summary?.moreFindings ?? 0))}
      lead={t('roster.refused.lead')}
    >
      {file.summary && <Findings summary={file.summary} />}
      <Section title={t('roster.refused.action')}>
        <ChooseFile />
      </Section>
    </StatePage>
  )
}

function changesIn({ counts, newClasses, newInstitutions }: Summary): number {
  // A file of institutions counts them among its lines already; new classes and places come with people.
  const people = counts.new + counts.changed + counts.gone
  return people > 0 ? people : newClasses + newInstitutions
}

function Counts({ summary, isDone = false }: { readonly summary: Summary; readonly isDone?: boolean }) {
  const { t, counted, number } = useWords()
  return (
    <>
      <dl className={styles.tiles}>
        {(['new', 'changed', 'gone', 'same'] as const).map((what) => (
          <div key={what} className={styles.tile} data-attention={(what === 'gone' && !isDone && summary.counts.gone > 0) || undefined}>
            <dt>{t(`roster.count.${what}`)}</dt>
            <dd>{number(summary.counts[what])}</dd>
          </div>
        ))}
      </dl>
      {!isDone && (summary.newInstitutions > 0 || summary.newClasses > 0) && (
        <p>
          {summary.newInstitutions > 0 && counted('roster.newInstitutions', summary.newInstitutions)}{' '}
          {summary.newClasses > 0 && counted('roster.newClasses', summary.newClasses)}
        </p>
      )}
    </>
  )
}

function Findings({ summary }: { readonly summary: Summary }) {
  const { t, counted } = useWords()
  const groups = groupFindings(summary.findings)
  const errors = groups.filter(({ level }) => level === 'error')
  const warnings = groups.filter(({ level }) => level === 'warning')
  return (
    <>
      {errors.length > 0 && <FindingTable title={t('roster.findings.errors')} groups={errors} />}
      {warnings.length > 0 && <FindingTable title={t('roster.findings.warnings')} groups={warnings} />}
      {summary.moreFindings > 0 && <Notice title={counted('roster.findings.moreInFile', summary.moreFindings)} />}
    </>
  )
}

/** A file that is new to everything has a hundred of a kind; the first tell the story. */
const groupsShown = 12

function FindingTable({ title, groups }: { readonly title: string; readonly groups: readonly FindingGroup[] }) {
  const { t, counted, named, list } = useWords()
  const [isAll, setAll] = useState(false)
  const shown = isAll ? groups : groups.slice(0, groupsShown)
  const place = ({ lines }: FindingGroup) => {
    if (lines.length === 0) return t('roster.findings.whole')
    const first = lines.slice(0, linesNamed).map(String)
    const rest = lines.length - first.length
    return t('roster.findings.lines', {
      lines: rest > 0 ? `${first.join(', ')} ${t('roster.findings.more', { count: rest })}` : list(first),
    })
  }
  return (
    <Section title={title}>
      <Sheet>
        <Table
          caption={title}
          isCaptionHidden
          narrow="fold"
          rows={shown}
          rowKey={(group) => group.name + JSON.stringify(group.values)}
          columns={[
            { key: 'line', heading: t('roster.findings.line'), isName: true, cell: place },
            {
              key: 'todo',
              heading: t('roster.findings.todo'),
              cell: (group) => named('roster.finding', group.name, group.values) ?? t('roster.finding.unknown'),
            },
          ]}
        />
      </Sheet>
      {shown.length < groups.length && (
        <div>
          <Button look="secondary" size="small" onClick={() => setAll(true)}>
            {counted('roster.findings.rest', groups.length - shown.length)}
          </Button>
        </div>
      )}
    </Section>
  )
}
