import type { Me } from '#api/session.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Home, Lines } from './frame.tsx'
import { useFromOthers } from './from-others.ts'
import { Reports } from './going-on.tsx'
import { Tasks } from './task-list.tsx'
import { readableReports, teacherTasks } from './tasks.ts'

/** Classes that lack their lesson first, then what they answered. */
export function TeacherHome({ me }: { readonly me: Me }) {
  const { t, counted } = useWords()
  const lessons = useRead('listLessons', undefined)
  const reports = useRead('listReports', undefined)
  const others = useFromOthers(me)
  return (
    <LoadedPage query={lessons}>
      {(rows) => {
        const tasks = teacherTasks(rows)
        const ready = readableReports(reports.data ?? [], me.role)
        const isIdle = tasks.length === 0 && others.tasks.length === 0
        return (
          <Home
            me={me}
            title={
              tasks.length > 0
                ? counted('home.title.classes', tasks.length)
                : others.tasks.length > 0
                  ? counted('home.title.waiting', others.tasks.length)
                  : ready.length > 0
                    ? counted('home.title.reports', ready.length)
                    : t('home.title.nothing')
            }
          >
            <Tasks tasks={tasks} />
            <Lines heading={t('home.others')} lines={others.tasks} isFirst={tasks.length === 0} />
            <Reports ready={ready} isFirst={isIdle} />
            {isIdle && ready.length === 0 && <EmptyState title={t('home.empty.lesson.title')}>{t('home.empty.lesson')}</EmptyState>}
          </Home>
        )
      }}
    </LoadedPage>
  )
}
