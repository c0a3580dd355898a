import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { today } from '../today.ts'
import { useCaseLine } from './case-lines.ts'
import { casesThatWait, openCases } from './child-tasks.ts'
import { Home, Lines } from './frame.tsx'
import { useFromOthers } from './from-others.ts'
import { Reports } from './going-on.tsx'
import { readableReports } from './tasks.ts'

/** PPR, social services and case owners: the cases they are on, what colleagues wait for, and reports. */
export function AssessmentHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const cases = useRead('listAssessments', undefined)
  const reports = useRead('listReports', undefined, { isEnabled: may(me, 'report.read') })
  const others = useFromOthers(me)
  const line = useCaseLine()
  return (
    <LoadedPage query={cases}>
      {(rows) => {
        const open = openCases(rows)
        const due = casesThatWait(rows, today()).length
        return (
          <Home
            me={me}
            title={
              due > 0
                ? counted('home.case.title', due)
                : others.tasks.length > 0
                  ? counted('home.title.waiting', others.tasks.length)
                  : t('home.title.nothing')
            }
          >
            {open.length === 0 && <Lines heading={t('home.others')} lines={others.tasks} isFirst />}
            <Lines heading={t('home.case')} lines={open.map(line)} isFirst />
            {open.length === 0 ? (
              <EmptyState
                title={t('home.case.none')}
                action={
                  <LinkButton href={`${addresses.assessment}/ny`} look={others.tasks.length > 0 ? 'secondary' : 'primary'}>
                    {t('home.case.start')}
                  </LinkButton>
                }
              >
                {t('home.case.none.text')}
              </EmptyState>
            ) : (
              <div>
                <LinkButton href={`${addresses.assessment}/ny`} look="secondary">
                  {t('home.case.start')}
                </LinkButton>
              </div>
            )}
            {open.length > 0 && <Lines heading={t('home.others')} lines={others.tasks} />}
            <Reports ready={readableReports(reports.data ?? [], me.role)} />
            <Lines heading={t('home.questions')} lines={others.questions} />
          </Home>
        )
      }}
    </LoadedPage>
  )
}
