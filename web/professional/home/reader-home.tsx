import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { today } from '../today.ts'
import { Home, Lines } from './frame.tsx'
import { useFromOthers } from './from-others.ts'
import { Reports, Running } from './going-on.tsx'
import { readableReports, runningSurveys } from './tasks.ts'

/** Leaders, analysts and politicians: what they agreed to do, then what is ready to read and what is on its way. */
export function ReaderHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const reports = useRead('listReports', undefined)
  const surveys = useRead('listSurveys', undefined, { isEnabled: may(me, 'survey.read') })
  const others = useFromOthers(me)
  return (
    <LoadedPage query={reports}>
      {(rows) => {
        const ready = readableReports(rows, me.role)
        const running = runningSurveys(surveys.data ?? [], today(), me.role === 'institutionLeader' ? me.institutions : [])
        return (
          <Home
            me={me}
            title={
              others.tasks.length > 0
                ? counted('home.title.waiting', others.tasks.length)
                : ready.length > 0
                  ? counted('home.title.reports', ready.length)
                  : t('home.title.nothing')
            }
          >
            <Lines heading={t('home.others')} lines={others.tasks} isFirst />
            <Reports ready={ready} isFirst={others.tasks.length === 0} />
            <Running surveys={running} />
            {ready.length === 0 && running.length === 0 && others.tasks.length === 0 && (
              <EmptyState title={t('home.empty.report.title')}>{t('home.empty.report')}</EmptyState>
            )}
            <Lines heading={t('home.questions')} lines={others.questions} />
          </Home>
        )
      }}
    </LoadedPage>
  )
}
