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
import { openCases } from './child-tasks.ts'
import { Home, type Line, Lines } from './frame.tsx'
import { useFromOthers } from './from-others.ts'
import { Reports, Running } from './going-on.tsx'
import { readableReports, runningSurveys } from './tasks.ts'

/** Health visitors and school doctors: children first, by what waits most; then cases, colleagues and reports. */
export function HealthHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const children = useRead('countWaiting', undefined)
  const cases = useRead('listAssessments', undefined, { isEnabled: may(me, 'assessment.work') })
  const reports = useRead('listReports', undefined)
  const surveys = useRead('listSurveys', undefined, { isEnabled: may(me, 'survey.read') })
  const others = useFromOthers(me)
  const caseLine = useCaseLine()
  return (
    <LoadedPage query={children}>
      {({ wish, followUp, talk, fresh }) => {
        const at = (key: string, title: string, detail: string, search: string): Line => ({
          key,
          title,
          detail,
          href: `${addresses.children}${search}`,
          action: t('home.child.action'),
        })
        const waiting = [
          ...(wish > 0 ? [at('wish', counted('home.child.wish', wish), t('home.child.wish.text'), '?only=wish')] : []),
          ...(followUp > 0 ? [at('followUp', counted('home.child.followUp', followUp), t('home.child.followUp.text'), '?only=flag')] : []),
          ...(talk > 0 ? [at('talk', counted('home.child.talk', talk), t('home.child.new.text'), '?answered=yes')] : []),
          ...(fresh > 0 ? [at('fresh', counted('home.child.new', fresh), t('home.child.new.text'), '?answered=yes')] : []),
        ]
        const coverage: readonly Line[] = may(me, 'health.coverage')
          ? [
              {
                key: 'coverage',
                title: t('home.coverage'),
                detail: t('home.coverage.text'),
                href: addresses.coverage,
                action: t('home.coverage.action'),
              },
            ]
          : []
        return (
          <Home
            me={me}
            title={
              waiting[0]?.title ?? (others.tasks.length > 0 ? counted('home.title.waiting', others.tasks.length) : t('home.title.nothing'))
            }
          >
            {waiting.length === 0 && <Lines heading={t('home.others')} lines={others.tasks} isFirst />}
            {waiting.length === 0 ? (
              <EmptyState
                title={t('home.child.none')}
                action={
                  <LinkButton href={addresses.children} look={others.tasks.length > 0 ? 'secondary' : 'primary'}>
                    {t('home.child.action')}
                  </LinkButton>
                }
              >
                {t('home.child.none.text')}
              </EmptyState>
            ) : (
              <Lines heading={t('home.child')} lines={waiting} isFirst />
            )}
            <Lines heading={t('home.coverage')} lines={coverage} />
            <Lines heading={t('home.case')} lines={openCases(cases.data ?? []).map(caseLine)} />
            {waiting.length > 0 && <Lines heading={t('home.others')} lines={others.tasks} />}
            <Reports ready={readableReports(reports.data ?? [], me.role)} />
            <Running surveys={runningSurveys(surveys.data ?? [], today())} />
            <Lines heading={t('home.questions')} lines={others.questions} />
          </Home>
        )
      }}
    </LoadedPage>
  )
}
