/** One report: the choice on the left, what was found on the right. The whole choice stands in the address. */
import { useId } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { readReport, type ReportReading } from '#domain/report/reading.ts'
import { unitName } from '#domain/report/unit-name.ts'
import type { Report } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Spinner } from '../../design/spinner/spinner.tsx'
import { readableReports } from '../home/tasks.ts'
import { useWords } from '../language.tsx'
import { Comments } from '../network/comments.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { today } from '../today.ts'
import { type Choice, readChoice, writeChoice } from './choice.ts'
import { Chooser } from './chooser.tsx'
import { InShort } from './in-short.tsx'
import { LeaderComment } from './leader-comment.tsx'
import { LiveNews } from './live-news.tsx'
import { ReleasePanel } from './release-panel.tsx'
import { ReportKinds } from './report-kinds.tsx'
import { reportFiles, TakeAwayPart, useTakeAway } from './take-away.tsx'
import { Themes } from './themes.tsx'
import { useReportWords } from './report-words.ts'
import { UseMenu } from './use/use-menu.tsx'
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
  const { t, language } = useWords()
  const [, go] = useLocation()
  const here = (next: Choice) => `${addresses.report}/${listed.surveyId}${writeChoice(next)}`
  const hrefFor = (unit: string) => here({ ...choice, unit, compare: 'none' })
  const text = asked.texts[language]
  const reading = readReport(
    { report, choice, questionnaire: asked.questionnaire, text, today: today(), isForOwner: may(me, 'bank.comment') },
    useReportWords(),
  )
  const { hasFigures, tags, turnout } = reading
  const taking = useTakeAway(reportFiles(listed.surveyId, choice, language), reading.name)
  // Said on top where it is what the reader asked for, and so not again among what is said of the method.
  const tooFewSimilar = t('report.similar.tooFew')
  const hasTooFewSimilar = reading.method.includes(tooFewSimilar)
  const method = reading.method.filter((said) => said !== tooFewSimilar)
  // Region and country are nobody's to talk about.
  const isOwn = report.unit.level !== 'region' && report.unit.level !== 'country'
  const isReleased = report.unit.level === 'municipality' || report.unit.level === 'region' || report.unit.level === 'country'

  return (
    <Page
      title={reading.heading}
      tab={reading.name}
      lead={reading.lead ?? undefined}
      path={report.path.map((above) => ({
        label: unitName(above, language),
        href: hrefFor(above.unit),
      }))}
      facts={[tags.survey, tags.turnout, ...(tags.municipalities === null ? [] : [tags.municipalities]), tags.state]}
    >
      <ReportKinds
        me={me}
        listed={listed}
        unit={choice.unit}
        current="basic"
        hasEnvironment={asked.questionnaire.items.some(({ isTeachingEnvironment }) => isTeachingEnvironment)}
      />
      <LiveNews listed={listed} unit={choice.unit} />
      <PaperHead facts={reading.facts} />
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
          {hasFigures && <Contents themes={reading.themes} className={styles.beside} />}
        </div>
        <div className={styles.report} aria-busy={isStale || undefined}>
          {isStale && <Spinner label={t('report.updating')} />}
          {turnout && !isOwn && (
            <Notice kind={turnout.rate === 'low' ? 'warning' : 'info'} title={turnout.title}>
              <p>{turnout.text}</p>
            </Notice>
          )}
          {hasTooFewSimilar && (
            <Notice kind="info" title={t('report.similar.tooFew.title')}>
              <p>{tooFewSimilar}</p>
            </Notice>
          )}
          {hasFigures && isOwn && <InShort me={me} listed={listed} report={report} choice={choice} asked={asked} turnout={turnout} />}
          {hasFigures && (
            <div className={`${styles.tools} no-print`}>
              <UseMenu
                me={me}
                surveyId={listed.surveyId}
                choice={choice}
                level={report.unit.level}
                respondent={asked.questionnaire.respondent}
              />
              <TakeAwayPart taking={taking} title={t('report.take')} more={t('report.take.more')} />
            </div>
          )}
          {isOwn && <LeaderComment me={me} listed={listed} report={report} />}
          {hasFigures && <Contents themes={reading.themes} className={styles.between} />}
          {hasFigures && method.length > 0 && <p className={`quiet small ${styles.method}`}>{method.join(' ')}</p>}
          {hasFigures && <HowToRead how={reading.howToRead} />}
          {reading.nothing && <NothingShown nothing={reading.nothing} hrefFor={hrefFor} />}
          {hasFigures && (
            <Themes
              me={me}
              surveyId={listed.surveyId}
              unit={report.unit.unit}
              reading={reading}
              choice={writeChoice(choice)}
              isStale={isStale}
              hrefFor={hrefFor}
            />
          )}
          {isOwn && <Comments subject={{ kind: 'report', surveyId: listed.surveyId, unit: report.unit.unit }} />}
          {isReleased && may(me, 'figures.release') && <ReleasePanel surveyId={listed.surveyId} />}
        </div>
      </div>
    </Page>
  )
}

/** What paper has to say by itself, where there is no chooser beside: which report this is, of whom, and what it leaves out. */
function PaperHead({ facts }: { readonly facts: ReportReading['facts'] }) {
  return (
    <dl className={styles.paper}>
      {facts.map(({ fact, term, said }) => (
        <div key={fact}>
          <dt>{term}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  )
}

type ContentsProps = { readonly themes: ReportReading['themes']; readonly className: string | undefined }

/** Beside a wide report it follows along; before a narrow one it stands between what is said in short and the rest. */
function Contents({ themes, className }: ContentsProps) {
  const { t } = useWords()
  const id = useId()
  if (themes.length < 2) return null
  return (
    <nav className={`${styles.contents} ${className} no-print`} aria-labelledby={id}>
      <h2 id={id} className={styles.contentsHead}>
        {t('report.contents')}
      </h2>
      <ul className={styles.contentsList}>
        {themes.map(({ theme, name }) => (
          <li key={theme}>
            <a href={`#theme-${theme}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Nothing is open here: one reason instead of thirty hidden cards, and the way to a level that is. */
function NothingShown({
  nothing,
  hrefFor,
}: {
  readonly nothing: NonNullable<ReportReading['nothing']>
  readonly hrefFor: (unit: string) => string
}) {
  const { openAt } = nothing
  return (
    <EmptyState
      title={nothing.heading}
      action={
        openAt && (
          <LinkButton href={hrefFor(openAt.unit)} iconAfter="forward">
            {openAt.go}
          </LinkButton>
        )
      }
    >
      {nothing.text}
    </EmptyState>
  )
}

function HowToRead({ how }: { readonly how: ReportReading['howToRead'] }) {
  return (
    <div className="no-print">
      <Disclosure summary={how.heading}>
        {how.texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Disclosure>
    </div>
  )
}
