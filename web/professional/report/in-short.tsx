/** A report in short, for whoever has five minutes: what goes well, what to look at, how sure it is, what to do, and what is hidden. */
import { may } from '#domain/access/policy.ts'
import { finding, otherName, otherPlace } from '#domain/report/finding.ts'
import { inShort, type ShortLine } from '#domain/report/in-short.ts'
import type { ReportReading } from '#domain/report/reading.ts'
import type { Report } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Tag } from '../../design/tag/tag.tsx'
import { newPlanAddress } from '../intervention/plan-address.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import type { Choice } from './choice.ts'
import { kindAddress } from './kind-address.ts'
import type { Listed } from './kind-page.tsx'
import { questionId } from './report-card.tsx'
import { comparisonsFor } from './units.ts'
import { mayTellResult } from './use/may-tell-result.ts'
import { addressOfUse, type Use } from './use/use-address.ts'
import styles from './in-short.module.css'

type InShortProps = {
  readonly me: Me
  readonly listed: Listed
  readonly report: Report
  readonly choice: Choice
  readonly asked: Output<'getQuestionnaire'>
  /** The warning when too few have answered for the group to be known. */
  readonly turnout: ReportReading['turnout']
}

/**
 * What stands out can only be said against others: where the reader has chosen none, or similar ones that are too few, the unit is held
 * against the rest of its school or municipality, or against last time.
 */
export function InShort({ me, listed, report, choice, asked, turnout }: InShortProps) {
  const usual = comparisonsFor(listed.units, choice.unit)[0]?.value ?? 'none'
  const isAlone = choice.compare === 'none' || report.similar?.municipalities === 0
  const compare = isAlone ? (choice.unit === 'municipality' && report.earlier !== null ? 'earlier' : usual) : choice.compare
  const whole: Choice = { unit: choice.unit, split: 'none', compare, content: 'all', themes: '' }
  const compared = useRead('getReport', { params: { surveyId: listed.surveyId }, query: whole }, { keepsLast: true })
  // Until it is there, and for good where it fails: what the report itself says.
  const found = compared.data?.unit.unit === choice.unit ? compared.data : report
  return <Told me={me} listed={listed} report={found} shown={report} choice={choice} asked={asked} turnout={turnout} />
}

type ToldProps = Pick<InShortProps, 'me' | 'listed' | 'report' | 'choice' | 'asked' | 'turnout'> & { readonly shown: Report }

function Told({ me, listed, report, shown, choice, asked, turnout }: ToldProps) {
  const { t, counted, language, percent } = useWords()
  const cards = report.themes.flatMap((theme) => theme.cards)
  const { well, look, rate, isSmall, hidden } = inShort(cards, report.unit)
  const text = asked.texts[language]
  const itemsShown = new Set(shown.themes.flatMap((theme) => theme.cards.map(({ item }) => item)))
  const other = cards.find((card) => card.comparison?.gap)?.comparison
  const { answered, invited, unit } = report.unit
  const sentence = ({ item }: ShortLine) => {
    const card = cards.find((one) => one.item === item)
    const itemText = text.items[item]
    if (!card || !itemText) return null
    const words = finding(card, itemText, language)
    return itemsShown.has(item) ? <a href={`#${questionId(item)}`}>{words}</a> : words
  }
  const isAnyClear = [...well, ...look].some(({ cause }) => cause === 'clearlyHigher' || cause === 'clearlyLower')
  const [worst] = look
  const named = (theme: string) => {
    const name = text.themes[theme] ?? theme
    return name.charAt(0).toLocaleLowerCase(language) + name.slice(1)
  }
  const surveyId = listed.surveyId
  const toUse = (use: Use) => addressOfUse(use, surveyId, choice)
  const isOfPupils = asked.questionnaire.respondent === 'pupil'
  const mayTell = mayTellResult(me, report.unit.level)
  return (
    <section className={styles.short} aria-labelledby="in-short">
      <h2 id="in-short">{t('kinds.short')}</h2>
      <div className={styles.parts}>
        <Part title={t('kinds.short.well')}>
          {well.length === 0 ? (
            <p>{t('kinds.short.well.none')}</p>
          ) : (
            <ul>
              {well.map((line) => (
                <li key={line.item}>{sentence(line)}</li>
              ))}
            </ul>
          )}
        </Part>
        <Part title={t('kinds.short.look')}>
          {look.length === 0 ? (
            <p>{other ? t('kinds.short.look.none', { there: otherPlace(other, language) }) : t('kinds.short.look.alone')}</p>
          ) : (
            <ul>
              {look.map((line) => (
                <li key={line.item}>{sentence(line)}</li>
              ))}
            </ul>
          )}
        </Part>
        <Part title={t('kinds.short.sure')}>
          {turnout?.rate === 'low' && (
            <p>
              <Tag tone="warning" icon="warning">
                {turnout.title}
              </Tag>
            </p>
          )}
          <p>
            {invited > 0 && `${t('kinds.short.answered', { answered, invited, percent: percent(answered, invited) })} `}
            {t(`kinds.rate.${rate}`)} {isSmall && t('kinds.short.small')}
          </p>
          {other && isAnyClear && <p>{t('kinds.short.compared', { other: otherName(other, language) })}</p>}
        </Part>
        <Part title={t('kinds.short.next')}>
          <ul>
            {report.unit.level === 'class' && (
              <li>{isOfPupils ? <a href={toUse('lesson')}>{t('kinds.short.next.class')}</a> : t('kinds.short.next.class')}</li>
            )}
            {worst && may(me, 'plan.write') && (
              <li>
                <a href={newPlanAddress({ theme: worst.theme, item: worst.item, unit, surveyId })}>
                  {t('kinds.short.next.plan', { theme: named(worst.theme) })}
                </a>
              </li>
            )}
            {worst && (
              <li>
                <a href={`${addresses.intervention}?theme=${worst.theme}`}>{t('kinds.short.next.sheets', { theme: named(worst.theme) })}</a>
              </li>
            )}
            {rate !== 'good' && (
              <li>
                <a href={kindAddress('responses', surveyId, unit)}>{t('kinds.short.next.responses')}</a>
              </li>
            )}
            {!worst && <li>{mayTell ? <a href={toUse('feedback')}>{t('kinds.short.next.tell')}</a> : t('kinds.short.next.tell')}</li>}
          </ul>
        </Part>
        {hidden.count > 0 && (
          <Part title={t('kinds.short.hidden')}>
            <p>
              {counted('kinds.short.hidden', hidden.count)}{' '}
              {hidden.reasons.length === 1 && hidden.reasons.map(({ reason }) => t(`kinds.short.because.${reason}`))}
            </p>
            {hidden.reasons.length > 1 && (
              <ul>
                {hidden.reasons.map(({ reason, count }) => (
                  <li key={reason}>
                    {counted('kinds.short.because', count)} {t(`kinds.short.because.${reason}`)}
                  </li>
                ))}
              </ul>
            )}
          </Part>
        )}
      </div>
    </section>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.part}>
      <h3>{title}</h3>
      {children}
    </div>
  )
}
