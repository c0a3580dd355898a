/** One report: the choice on the left, what was found on the right. The whole choice stands in the address. */
import { useState } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { otherName, strengthsFirst } from '#domain/report/finding.ts'
import { needsOf, reasonInWords } from '#domain/report/needs.ts'
import { unitName, unitNameWithin } from '#domain/report/unit-name.ts'
import type { Report } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { readableReports } from '../home/tasks.ts'
import { useWords } from '../language.tsx'
import { Comments } from '../network/comments.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { today } from '../today.ts'
import { type Choice, pickedThemes, readChoice, writeChoice } from './choice.ts'
import { Chooser } from './chooser.tsx'
import { mainReason, markOf, rateOf, standingOf } from './marks.ts'
import { ReleasePanel } from './release-panel.tsx'
import { ReportCard, type Wording } from './report-card.tsx'
import { ThemeNeed } from './theme-need.tsx'
import styles from './report-page.module.css'

type Listed = Output<'listReports'>[number]

export function ReportPage({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  const search = useSearch()
  const reports = useRead('listReports', undefined)
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const listed = rows.find((row) => row.surveyId === surveyId)
        if (listed === undefined) return <MissingPage />
        const choice = readChoice(search)
        if (choice !== undefined) return <Chosen me={me} listed={listed} surveys={rows} choice={choice} />
        const unit =
          readableReports([listed], me.role)[0]?.unit ?? listed.units.find(({ level }) => level !== 'region' && level !== 'country')?.unit
        return unit === undefined ? <MissingPage /> : <Redirect to={`${addresses.report}/${surveyId}?unit=${unit}`} replace />
      }}
    </LoadedPage>
  )
}

type ChosenProps = { readonly me: Me; readonly listed: Listed; readonly surveys: readonly Listed[]; readonly choice: Choice }

function Chosen({ me, listed, surveys, choice }: ChosenProps) {
  const report = useRead('getReport', { params: { surveyId: listed.surveyId }, query: choice }, { keepsLast: true })
  const questionnaire = useRead('getQuestionnaire', { params: { ...listed.questionnaire } })
  return (
    <LoadedPage query={questionnaire}>
      {(asked) => (
        <LoadedPage query={report}>
          {(found) => (
            <ReportView
              me={me}
              listed={listed}
              surveys={surveys}
              choice={choice}
              report={found}
              asked={asked}
              isStale={report.isPlaceholderData}
            />
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

type ReportViewProps = ChosenProps & {
  readonly report: Report
  readonly asked: Output<'getQuestionnaire'>
  /** The shown report is the one before; another is on its way. */ readonly isStale: boolean
}

function ReportView({ me, listed, surveys, choice, report, asked, isStale }: ReportViewProps) {
  const { t, counted, percent, language } = useWords()
  const [, go] = useLocation()
  const here = (next: Choice) => `${addresses.report}/${listed.surveyId}${writeChoice(next)}`
  const cards = report.themes.flatMap((theme) => theme.cards)
  const words = useHeadline(report)
  // Region and country are nobody's to act on, nor to talk about.
  const isOwn = report.unit.level !== 'region' && report.unit.level !== 'country'
  const needs = isOwn ? needsOf(cards, pickedThemes(choice)) : []
  const text = asked.texts[language]
  const isReleased = report.unit.level === 'municipality' || report.unit.level === 'region' || report.unit.level === 'country'
  const rate = rateOf(report.unit)
  const share = percent(report.unit.answered, report.unit.invited)
  const hasFigures = cards.some(({ state }) => state !== 'hidden')
  const wording: Wording = {
    text,
    questionnaire: asked.questionnaire,
    hrefFor: (unit) => here({ ...choice, unit, compare: 'none' }),
    asksSplit: choice.split === 'sex',
    asksComparison: choice.compare !== 'none',
  }

  return (
    <Page
      title={words.title}
      tab={`${unitName(report.unit, language)}: ${report.title}`}
      lead={words.lead}
      path={report.path.map((above) => ({
        label: unitName(above, language),
        href: here({ ...choice, unit: above.unit, compare: 'none' }),
      }))}
      tags={
        <>
          <Tag>{report.title}</Tag>
          <Tag>
            {report.unit.invited > 0
              ? t('report.fact.answered', { answered: report.unit.answered, invited: report.unit.invited, percent: share })
              : t('report.fact.answeredOnly', { answered: report.unit.answered })}
          </Tag>
          {report.municipalities !== null && <Tag>{counted('report.fact.municipalities', report.municipalities)}</Tag>}
          <Tag tone="neutral">{t(`report.fact.${report.state}`)}</Tag>
        </>
      }
      actions={
        hasFigures && (
          <>
            <Button icon="print" onClick={() => window.print()}>
              {t('report.print')}
            </Button>
            <CopyLink />
          </>
        )
      }
    >
      <PaperHead report={report} choice={choice} text={text} />
      <div className={styles.layout}>
        <div className={styles.side}>
          <Chooser
            listed={listed}
            surveys={surveys}
            choice={choice}
            themes={asked.questionnaire.themes.map((theme) => ({ code: theme, name: text.themes[theme] ?? theme }))}
            hasUmv={new Set(asked.questionnaire.items.map(({ isTeachingEnvironment }) => isTeachingEnvironment)).size === 2}
            earlier={report.earlier}
            hrefFor={here}
            onChoose={(next) => go(here(next))}
          />
          {hasFigures && <Contents themes={report.themes.map(({ theme }) => ({ code: theme, name: text.themes[theme] ?? theme }))} />}
        </div>
        <div className={styles.report} aria-busy={isStale || undefined}>
          {isStale && <Spinner label={t('report.updating')} />}
          {hasFigures && rate === 'low' && (
            <Notice kind="warning" title={t('report.rate.low')}>
              <p>{t('report.rate.low.text')}</p>
            </Notice>
          )}
          {hasFigures && rate === 'fair' && (
            <Notice title={t('report.rate.fair', { percent: share })}>
              <p>{t('report.rate.fair.text')}</p>
            </Notice>
          )}
          {hasFigures && <Method report={report} />}
          {!hasFigures && <NothingShown report={report} hrefFor={(unit) => here({ ...choice, unit, compare: 'none' })} />}
          {hasFigures && (
            <>
              {report.themes.map(({ theme, cards: own }) => {
                const mark = markOf(own)
                return (
                  <section key={theme} className={styles.theme} aria-labelledby={`theme-${theme}`}>
                    <div className={styles.themeHead}>
                      <h2 id={`theme-${theme}`} tabIndex={-1}>
                        {text.themes[theme] ?? theme}
                      </h2>
                      {mark && (
                        <Tag tone={mark === 'well' ? 'success' : 'warning'} icon={mark === 'well' ? 'up' : 'search'}>
                          {t(`report.mark.${mark}`)}
                        </Tag>
                      )}
                    </div>
                    {strengthsFirst(own).map((card) => (
                      <ReportCard key={card.item} card={card} wording={wording} />
                    ))}
                    {needs
                      .filter((need) => need.theme === theme && may(me, 'intervention.read'))
                      .map((need) => (
                        <ThemeNeed
                          key={theme}
                          need={need}
                          reason={reasonInWords(need, report.unit, text.themes[theme] ?? theme, language)}
                          surveyId={listed.surveyId}
                          unit={report.unit.unit}
                          me={me}
                        />
                      ))}
                  </section>
                )
              })}
              <div className="no-print">
                <HowToRead />
              </div>
            </>
          )}
          {isOwn && <Comments subject={{ kind: 'report', surveyId: listed.surveyId, unit: report.unit.unit }} />}
          {isReleased && may(me, 'figures.release') && <ReleasePanel surveyId={listed.surveyId} />}
        </div>
      </div>
    </Page>
  )
}

/** What the report found, as its heading. */
function useHeadline(report: Report): { readonly title: string; readonly lead: string | undefined } {
  const { t, counted, language } = useWords()
  const cards = report.themes.flatMap((theme) => theme.cards)
  const { higher, lower, compared, shown } = standingOf(cards)
  const { answered, invited, level } = report.unit
  const unit = unitNameWithin(report.unit, language)
  const begins = unitName(report.unit, language)
  if (shown === 0) return { title: t('report.title.none', { unit: begins }), lead: undefined }
  if (compared === 0)
    return {
      title:
        level === 'region' || level === 'country'
          ? t('report.title.region', { unit, answered })
          : t('report.title', { unit, answered, invited }),
      lead: undefined,
    }
  const comparison = cards.find((card) => card.comparison !== null)?.comparison
  const other = comparison ? otherName(comparison, language) : ''
  if (higher + lower === 0) return { title: t('report.title.same', { unit, other }), lead: undefined }
  const parts = [
    ...(higher > 0 ? [counted('report.lead.higher', higher, { other })] : []),
    ...(lower > 0 ? [higher > 0 ? counted('report.lead.lower', lower) : counted('report.lead.lowerOnly', lower, { other })] : []),
    ...(higher + lower < compared ? [t('report.lead.rest')] : []),
  ]
  return { title: counted('report.title.differs', higher + lower, { unit: begins }), lead: parts.join(' ') }
}

/** What paper has to say by itself, where there is no chooser beside: which report this is, of whom, and what it leaves out. */
function PaperHead({
  report,
  choice,
  text,
}: {
  readonly report: Report
  readonly choice: Choice
  readonly text: Output<'getQuestionnaire'>['texts']['da']
}) {
  const { t, counted, percent, day, period, list, language } = useWords()
  const cards = report.themes.flatMap((theme) => theme.cards)
  const { answered, invited } = report.unit
  const comparison = cards.find((card) => card.comparison !== null)?.comparison
  const hidden = cards.filter(({ state }) => state === 'hidden').map(({ item }) => text.items[item]?.question ?? item)
  const content =
    choice.content === 'teachingEnvironment'
      ? t('report.choose.umv')
      : choice.themes === ''
        ? t('report.paper.all')
        : list(report.themes.map(({ theme }) => text.themes[theme] ?? theme))
  const rows: readonly (readonly [string, string])[] = [
    [t('report.paper.unit'), [...report.path, report.unit].map((unit) => unitName(unit, language)).join(' / ')],
    [t('report.paper.survey'), report.title],
    [t('report.paper.asked'), `${period(report.opensOn, report.closesOn)} · ${t(`report.fact.${report.state}`)}`],
    [
      t('report.paper.answers'),
      invited > 0
        ? t('report.fact.answered', { answered, invited, percent: percent(answered, invited) })
        : t('report.fact.answeredOnly', { answered }),
    ],
    [t('report.paper.content'), content],
    ...(comparison ? [[t('report.paper.compare'), otherName(comparison, language)] as const] : []),
    [
      t('report.paper.hidden'),
      hidden.length === 0 ? t('report.paper.hidden.none') : `${counted('report.method.hidden', hidden.length)} ${hidden.join(' · ')}`,
    ],
    [t('report.paper.printed'), day(today())],
  ]
  return (
    <dl className={styles.paper}>
      {rows.map(([term, said]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How the differences were tried, where any were, and why figures from the municipality up are less certain than they look. */
function Method({ report }: { readonly report: Report }) {
  const { t, counted, language } = useWords()
  const comparison = report.themes.flatMap(({ cards }) => cards).find((card) => card.comparison !== null)?.comparison
  const isWide = [report.unit.level, comparison?.of.level].some(
    (level) => level === 'municipality' || level === 'region' || level === 'country',
  )
  if (report.compared === 0 && !isWide) return null
  return (
    <p className={`quiet small ${styles.method}`}>
      {comparison?.with === 'earlier' &&
        report.unit.level === 'class' &&
        `${t('report.method.sameChildren', { unit: unitName(report.unit, language) })} `}
      {report.compared > 0 && `${counted('report.method.compared', report.compared)} ${t('report.method.chance')} `}
      {isWide ? t('report.method.alike') : t('report.method.luck')}
    </p>
  )
}

function CopyLink() {
  const { t } = useWords()
  const [copied, setCopied] = useState<string>()
  const isCopied = copied === window.location.href
  const copy = () => void navigator.clipboard.writeText(window.location.href).then(() => setCopied(window.location.href))
  return (
    <>
      <Button look="secondary" icon={isCopied ? 'check' : undefined} onClick={copy}>
        {t(isCopied ? 'report.link.copied' : 'report.link')}
      </Button>
      <LiveRegion message={isCopied ? t('report.link.copied') : ''} />
    </>
  )
}

function Contents({ themes }: { readonly themes: readonly { readonly code: string; readonly name: string }[] }) {
  const { t } = useWords()
  if (themes.length < 2) return null
  return (
    <nav className={styles.contents} aria-labelledby="contents">
      <h2 id="contents" className={styles.contentsHead}>
        {t('report.contents')}
      </h2>
      <ul className={styles.contentsList}>
        {themes.map(({ code, name }) => (
          <li key={code}>
            <a href={`#theme-${code}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Nothing is open here: one reason instead of thirty hidden cards, and the way to a level that is. */
function NothingShown({ report, hrefFor }: { readonly report: Report; readonly hrefFor: (unit: string) => string }) {
  const { t, language } = useWords()
  const reason = mainReason(report.themes.flatMap(({ cards }) => cards))
  return (
    <EmptyState
      title={t('report.none.why')}
      action={
        reason?.openAt && (
          <LinkButton href={hrefFor(reason.openAt.unit)} iconAfter="forward">
            {t('report.none.action', { unit: unitNameWithin(reason.openAt, language) })}
          </LinkButton>
        )
      }
    >
      {reason ? t(`report.hidden.${reason.reason}`, { threshold: reason.threshold }) : t('report.none.noQuestions')}{' '}
      {reason?.openAt && t('report.hidden.openAt', { unit: unitNameWithin(reason.openAt, language) })}
    </EmptyState>
  )
}

function HowToRead() {
  const { t } = useWords()
  return (
    <Disclosure summary={t('report.how')}>
      {(['interval', 'verdict', 'order', 'hidden', 'rank'] as const).map((what) => (
        <p key={what}>{t(`report.how.${what}`)}</p>
      ))}
    </Disclosure>
  )
}
