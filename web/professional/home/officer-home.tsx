import { addDays } from '#domain/calendar/calendar.ts'
import type { Me } from '#api/session.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import { today } from '../today.ts'
import { Home, Lines } from './frame.tsx'
import { useFromOthers } from './from-others.ts'
import { Running } from './going-on.tsx'
import { runningSurveys } from './tasks.ts'

/** Fewer days are a sample of the week that has gone. */
const sampleDays = 7

/** The data protection officer: this week's looks at children, the whole log, and who may do what. */
export function OfficerHome({ me }: { readonly me: Me }) {
  const { t } = useWords()
  const surveys = useRead('listSurveys', undefined)
  const others = useFromOthers(me)
  const since = addDays(today(), -sampleDays)
  return (
    <Home me={me} title={t('home.officer.title')}>
      <Lines
        heading={t('home.tasks')}
        isFirst
        lines={[
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
