/** One roster file from reading to carried out. Its address can be left and found again. */
import { type ReactNode, useState } from 'react'
import type { RosterImport } from '#api/organisation.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
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
import { Changes, MovedUp } from './changes.tsx'
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
    case 'awaiting-second':
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
  // A file that is something else has no kind, and no lines to count.
  const summary = file.summary?.kind === null && file.summary.lines === 0 ? null : file.summary
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
          {summary && summary.encoding !== null && summary.separator !== null ? (
            <Tag tone="neutral">
              {t('roster.fact.encoding', {
                encoding: summary.encoding === 'utf-8' ? 'UTF-8' : 'Windows-1252',
                separator: t(summary.separator === ',' ? 'roster.separator.comma' : 'roster.separator.semicolon'),
              })}
            </Tag>
          ) : (
            summary && <Tag tone="neutral">{t(`roster.source.${summary.source}`)}</Tag>
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
  const { t, counted, moment } = useWords()
  const [asks, setAsks] = useState<'approve' | 'discard'>()
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const approve = useAct('approveRosterImport', () => setAsks(undefined))
  const discard = useAct('discardRosterImport', () => setAsks(undefined))
  if (file.summary === null) return null
  const { summary, firstApproval } = file
  const { counts } = summary
  const count = changesIn(summary)
  const isFirstOfTwo = summary.needsSecond.length > 0 && firstApproval === null
  const isOthersTurn = firstApproval?.isOwn === true
  const successions = summary.successions
    .filter(({ from, to }) => confirmed.includes(`${from} ${to}`))
    .map(({ from, to }) => ({ from, to }))
  const title = isOthersTurn
    ? t('roster.second.waiting.title')
    : count === 0
      ? t('roster.ready.title.none')
      : counted(firstApproval ? 'roster.second.title' : 'roster.ready.title', count)
  return (
    <StatePage
      file={file}
      title={title}
      lead={t(isOthersTurn ? 'roster.second.waiting.lead' : count === 0 ? 'roster.ready.none' : 'roster.ready.lead')}
      actions={
        <>
          {count > 0 && !isOthersTurn && <Button onClick={() => setAsks('approve')}>{t('roster.approve')}</Button>}
          <Button look="secondary" onClick={() => setAsks('discard')}>
            {t('roster.discard')}
          </Button>
        </>
      }
    >
      {summary.needsSecond.length > 0 && (
        <Notice
          kind="info"
          title={firstApproval ? t('roster.second.given', { moment: moment(firstApproval.at) }) : t('roster.second.needed')}
        >
          <ul>
            {summary.needsSecond.map((reason) => (
              <li key={reason}>{t(`roster.second.${reason}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Counts summary={summary} />
      <Facts summary={summary} />
      <Successions summary={summary} first={firstApproval} confirmed={confirmed} onChange={setConfirmed} />
      <Findings summary={summary} />
      <Changes changes={file.changes} counts={sectionsOf(summary)} />
      <MovedUp rows={file.movedUp} count={summary.movedUp.classes} />

      <Dialog
        isOpen={asks === 'approve'}
        onClose={() => setAsks(undefined)}
        title={t('roster.approve.title', { changes: counted('roster.changeCount', count) })}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsks(undefined)}>
              {t('shell.cancel')}
            </Button>
            <Button isBusy={approve.isPending} onClick={() => approve.mutate({ params: { id: file.id }, body: { successions } })}>
              {t(isFirstOfTwo ? 'roster.approve.first' : 'roster.approve.yes')}
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
          {summary.custodyEnds > 0 && (
            <li>
              <strong>{counted('roster.custodyEnds', summary.custodyEnds)}</strong>
            </li>
          )}
          {summary.newInstitutions > 0 && <li>{counted('roster.newInstitutions', summary.newInstitutions)}</li>}
          {summary.newClasses > 0 && <li>{counted('roster.newClasses', summary.newClasses)}</li>}
          {summary.movedUp.classes > 0 && <li>{counted('roster.movedUpClasses', summary.movedUp.classes)}</li>}
          {summary.successions.map(({ from, to, fromName, toName }) =>
            successions.some((one) => one.from === from && one.to === to) ? (
              <li key={`${from} ${to}`}>{t('roster.succession.is', { from: fromName, to: toName })}</li>
            ) : null,
          )}
        </ul>
        <p className="quiet">{t(isFirstOfTwo ? 'roster.approve.firstOfTwo' : 'roster.approve.undo')}</p>
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
            <Button look="danger" isBusy={discard.isPending} onClick={() => discard.mutate({ params: { id: file.id } })}>
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

type SuccessionsProps = {
  readonly summary: Summary
  readonly first: RosterImport['firstApproval']
  readonly confirmed: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** Whoever approves first says which institutions have gone on as which; the second sees what was said. */
function Successions({ summary: { successions }, first, confirmed, onChange }: SuccessionsProps) {
  const { t } = useWords()
  if (successions.length === 0) return null
  if (first !== null) {
    return (
      <Section title={t('roster.successions')}>
        <ul>
          {successions.map(({ from, to, fromName, toName }) => (
            <li key={`${from} ${to}`}>
              {t(first.successions.some((one) => one.from === from && one.to === to) ? 'roster.succession.is' : 'roster.succession.isNot', {
                from: fromName,
                to: toName,
              })}
            </li>
          ))}
        </ul>
      </Section>
    )
  }
  return (
    <Section title={t('roster.successions')}>
      <Checkboxes
        look="plain"
        label={t('roster.successions.label')}
        help={t('roster.successions.help')}
        values={confirmed}
        onChange={onChange}
        options={successions.map(({ from, to, fromName, toName, pupils, of }) => ({
          value: `${from} ${to}`,
          label: t('roster.succession.option', { from: fromName, to: toName, pupils, of }),
        }))}
      />
    </Section>
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

function changesIn({ counts, newClasses, newInstitutions, movedUp, identified }: Summary): number {
  // Institutions are counted among the changes where the file lists them; new classes and places come with people.
  const people = counts.new + counts.changed + counts.gone
  return people > 0 ? people : newClasses + newInstitutions + movedUp.classes + identified
}

/** Summaries from before a roster could speak of several things have one section, and do not name it. */
function sectionsOf({ sections, counts, kind }: Summary): Summary['sections'] {
  if (sections.length > 0) return sections
  return [{ section: kind === 'staff' || kind === 'institutions' ? kind : 'pupils', counts }]
}

const kindsOfChange = ['new', 'changed', 'gone', 'same'] as const

function Counts({ summary, isDone = false }: { readonly summary: Summary; readonly isDone?: boolean }) {
  const { t, counted, number } = useWords()
  if (summary.sections.length > 1) return <SectionCounts summary={summary} />
  return (
    <>
      <dl className={styles.tiles}>
        {kindsOfChange.map((what) => (
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

/** A row for each section that the roster speaks of; sections that are not there stay as they are. */
function SectionCounts({ summary: { sections } }: { readonly summary: Summary }) {
  const { t, number } = useWords()
  return (
    <Sheet>
      <Table
        caption={t('roster.sections')}
        isCaptionHidden
        narrow="fold"
        rows={sections}
        rowKey={({ section }) => section}
        columns={[
          { key: 'section', heading: t('roster.sections.what'), isName: true, cell: ({ section }) => t(`roster.section.${section}`) },
          ...kindsOfChange.map((what) => ({
            key: what,
            heading: t(`roster.count.${what}`),
            isNumber: true,
            cell: ({ counts }: Summary['sections'][number]) => number(counts[what]),
          })),
        ]}
      />
    </Sheet>
  )
}

/** What a number in a table does not say. */
function Facts({ summary }: { readonly summary: Summary }) {
  const { counted } = useWords()
  const { custodyEnds, custodyBegins, movedUp, identified, renumbered, leftOut, newInstitutions, newClasses, sections } = summary
  const facts = [
    custodyEnds > 0 && counted('roster.custodyEnds', custodyEnds),
    custodyBegins > 0 && counted('roster.custodyBegins', custodyBegins),
    leftOut > 0 && counted('roster.leftOut', leftOut),
    movedUp.classes > 0 && counted('roster.movedUpClasses', movedUp.classes),
    renumbered > 0 && counted('roster.renumbered', renumbered),
    summary.protected > 0 && counted('roster.protected', summary.protected),
    identified > 0 && counted('roster.identified', identified),
    sections.length > 1 && newInstitutions > 0 && counted('roster.newInstitutions', newInstitutions),
    sections.length > 1 && newClasses > 0 && counted('roster.newClasses', newClasses),
  ].filter((fact) => fact !== false)
  if (facts.length === 0) return null
  return (
    <ul>
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
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
  const place = (group: FindingGroup) => {
    // The sheet or file that it is about, where there are several.
    const { place: part } = group.values
    if (group.lines.length === 0) return part ?? t('roster.findings.whole')
    const first = group.lines.slice(0, linesNamed).map(String)
    const rest = group.lines.length - first.length
    const lines = rest > 0 ? `${first.join(', ')} ${t('roster.findings.more', { count: rest })}` : list(first)
    return part === undefined ? t('roster.findings.lines', { lines }) : t('roster.findings.linesIn', { part, lines })
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
