import { addDays } from '#domain/calendar/calendar.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import { today } from '../today.ts'
import type { Words } from '../wording.ts'
import { Home, type Line, Lines } from './frame.tsx'
import { useFromOthers } from './from-others.ts'
import { Running } from './going-on.tsx'
import { runningSurveys } from './tasks.ts'

/** Fewer days are a sample of the week that has gone. */
const sampleDays = 7

/** A sample that waits to be gone through, or must soon be drawn. */
function sampleLines(known: Output<'listSamples'> | undefined, { t, day }: Words): readonly Line[] {
  const open = known?.samples.find(({ closedAt }) => closedAt === null)
  const due = known?.due
  if (!due || (due.state === 'later' && open === undefined)) return []
  return [
    {
      key: 'sample',
      title: t(`home.officer.sample.${due.state === 'overdue' ? 'overdue' : open ? 'open' : 'soon'}`),
      detail: t(due.state === 'overdue' ? 'home.officer.sample.wasDue' : 'home.officer.sample.due', { day: day(due.on) }),
      href: open ? `${addresses.audit}/stikproever/${open.id}` : `${addresses.audit}/stikproever`,
      action: t('home.others.open'),
    },
  ]
}

/** The data protection officer: this week's looks at children, the whole log, and who may do what. */
export function OfficerHome({ me }: { readonly me: Me }) {
  const words = useWords()
  const { t } = words
  const surveys = useRead('listSurveys', undefined)
  const samples = useRead('listSamples', undefined)
  const others = useFromOthers(me)
  const since = addDays(today(), -sampleDays)
  return (
    <Home me={me} title={t('home.officer.title')}>
      <Lines
        heading={t('home.tasks')}
        isFirst
        lines={[
          ...sampleLines(samples.data, words),
          {
            key: 'children',
            title: t('home.officer.children'),
            detail: t('home.officer.children.text'),
            href: `${addresses.audit}?fra=${since}&boern=ja`,
            action: t('home.others.open'),
          },
          {
            key: 'log',
            title: t('home.officer.log'),
            detail: t('home.officer.log.text'),
            href: addresses.audit,
            action: t('home.others.open'),
          },
        ]}
      />
      <Running surveys={runningSurveys(surveys.data ?? [], today())} />
      <Lines heading={t('home.questions')} lines={others.questions} />
    </Home>
  )
}
