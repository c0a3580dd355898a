/** How many have answered, where some are missing, whether the figures can be used, and what to do. Never who. */
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { levels } from '#domain/organisation/unit.ts'
import { responseBand } from '#domain/report/response-band.ts'
import { toldTurnout } from '#domain/report/response-rate.ts'
import { unitName, unitPlace } from '#domain/report/unit-name.ts'
import type { ReportUnit } from '#api/report.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag, type TagTone } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { kindAddress } from './kind-address.ts'
import { hasEnvironment, KindPage, type KindProps, type Listed, UnitField, usePath } from './kind-page.tsx'
import { LiveNews } from './live-news.tsx'
import { ReportKinds } from './report-kinds.tsx'
import { SaveView } from './save-view.tsx'
import styles from './kind-page.module.css'

export function ResponsesPage({ me, surveyId }: { readonly me: Me; readonly surveyId: string }) {
  return (
    <KindPage me={me} surveyId={surveyId} kind="responses">
      {(props) => <View {...props} />}
    </KindPage>
  )
}

const tones = {
  good: 'success',
  caution: 'neutral',
  notRepresentative: 'warning',
  noComparison: 'warning',
  unknown: 'neutral',
} as const satisfies Record<string, TagTone>

function View({ me, listed, unit, asked }: KindProps) {
  const { t, counted, percent, language } = useWords()
  const [, go] = useLocation()
  const path = usePath(listed, unit, 'responses')
  const { answered, invited } = unit
  const band = responseBand(unit)
  const below = partsBelow(listed, unit)
  const isSealed = unit.isOpen || answered > 0
  const waiting = listed.state === 'open' ? below.filter((one) => !one.isOpen && one.answered === 0).length : 0
  return (
    <Page
      title={
        isSealed
          ? t('kinds.responses.title', { answered, invited, place: unitPlace(unit, language), percent: percent(answered, invited) })
          : t('kinds.responses.title.none', { place: unitPlace(unit, language) })
      }
      tab={`${t('kinds.responses')}: ${unitName(unit, language)}`}
      lead={isSealed ? undefined : t('kinds.responses.waits')}
      path={path}
      facts={[listed.title, t(`report.fact.${listed.state}`)]}
      tags={isSealed && <Tag tone={tones[band]}>{t(`kinds.band.${band}`)}</Tag>}
      actions={
        <>
          <Button look="secondary" size="small" icon="print" onClick={() => window.print()}>
            {t('report.print')}
          </Button>
          <SaveView />
        </>
      }
    >
      <ReportKinds me={me} listed={listed} unit={unit.unit} current="responses" hasEnvironment={hasEnvironment(asked)} />
      <LiveNews listed={listed} unit={unit.unit} />
      <div className={`${styles.choices} no-print`}>
        <UnitField listed={listed} unit={unit} onChoose={(key) => go(kindAddress('responses', listed.surveyId, key))} />
      </div>
      <div className={styles.facts}>
        <div className={styles.fact}>
          <h2>{t('kinds.responses.use')}</h2>
          <p>{isSealed ? t(`kinds.use.${band}`) : t('kinds.responses.waits')}</p>
          {isSealed && waiting > 0 && <p>{counted('kinds.responses.underWay', waiting)}</p>}
        </div>
        <div className={styles.fact}>
          <h2>{t('kinds.short.next')}</h2>
          <NextSteps me={me} listed={listed} isEnough={isSealed && band === 'good'} />
        </div>
      </div>
      {below.length > 0 && (
        <Section title={t('kinds.responses.where')}>
          <Sheet>
            <Table
              caption={t('kinds.responses.where')}
              isCaptionHidden
              narrow="fold"
              rows={toldTurnout(below)}
              rowKey={({ units }) => units.map((one) => one.unit).join()}
              columns={[
                {
                  key: 'unit',
                  heading: t('report.choose.unit'),
                  isName: true,
                  cell: ({ units }) => <Units listed={listed} units={units} />,
                },
                { key: 'invited', heading: t('kinds.responses.invited'), isNumber: true, cell: (row) => row.invited },
                {
                  key: 'answered',
                  heading: t('kinds.responses.answered'),
                  isNumber: true,
                  cell: (row) => (row.isSealed ? row.answered : '–'),
                },
                {
                  key: 'percent',
                  heading: t('kinds.responses.share'),
                  isNumber: true,
                  cell: (row) => (row.isSealed ? percent(row.answered, row.invited) : '–'),
                },
                {
                  key: 'band',
                  heading: t('kinds.responses.band'),
                  cell: (row) =>
                    row.isSealed ? (
                      <Tag tone={tones[responseBand(row)]}>{t(`kinds.band.${responseBand(row)}`)}</Tag>
                    ) : (
                      <Tag tone="neutral">{t('kinds.band.waiting')}</Tag>
                    ),
                },
              ]}
            />
          </Sheet>
        </Section>
      )}
      <p className={`quiet small ${styles.measure}`}>{t('kinds.responses.never')}</p>
    </Page>
  )
}

/** The units one step down; in an institution its classes where the reader sees any, else its year groups. */
function partsBelow({ units }: Listed, unit: ReportUnit): readonly ReportUnit[] {
  const under = (key: string): readonly ReportUnit[] => units.filter(({ parent }) => parent === key)
  // Below a municipality stand its institutions; its year groups are the same answers in another order.
  const next = under(unit.unit).filter(({ level }) => unit.level !== 'municipality' || level === 'institution')
  if (unit.level !== 'institution') return next
  const classes = next.flatMap((one) => (one.level === 'yearGroup' ? under(one.unit) : [one]))
  const isWhole = classes.length > 0 && next.every((one) => one.level !== 'yearGroup' || under(one.unit).length > 0)
  return isWhole ? classes : next.toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level))
}

function Units({ listed, units }: { readonly listed: Listed; readonly units: readonly ReportUnit[] }) {
  const { t, list, language } = useWords()
  const [only] = units
  if (units.length === 1 && only) return <a href={kindAddress('responses', listed.surveyId, only.unit)}>{unitName(only, language)}</a>
  return (
    <>
      {list(units.map((one) => unitName(one, language)))} <span className="quiet small">{t('kinds.responses.together')}</span>
    </>
  )
}

type NextStepsProps = { readonly me: Me; readonly listed: Listed; readonly isEnough: boolean }

function NextSteps({ me, listed, isEnough }: NextStepsProps) {
  const { t } = useWords()
  if (listed.state === 'sealed') return <p>{t(isEnough ? 'kinds.next.enough' : 'kinds.next.over')}</p>
  if (listed.state === 'closed') return <p>{t('kinds.next.closed')}</p>
  return (
    <ul>
      {may(me, 'lesson.lead') && (
        <li>
          <a href={addresses.lesson}>{t('kinds.next.lesson')}</a>
        </li>
      )}
      {may(me, 'survey.read') && (
        <li>
          <a href={`${addresses.survey}/${listed.surveyId}`}>{t('kinds.next.progress')}</a>
        </li>
      )}
      <li>{t('kinds.next.absent')}</li>
      <li>{t('kinds.next.extend')}</li>
    </ul>
  )
}
