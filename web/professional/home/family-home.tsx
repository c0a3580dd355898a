import type { Me } from '#api/session.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { familyTasks } from './child-tasks.ts'
import { Home, type Line, Lines } from './frame.tsx'

/** A parent, a pupil or a young person: what is to be decided or answered, and who has looked. */
export function FamilyHome({ me }: { readonly me: Me }) {
  const { t, counted, day } = useWords()
  const family = useRead('getFamily', undefined)
  const isParent = me.role === 'parent'
  const missed = useRead('listMissedLessons', undefined, { isEnabled: !isParent }).data ?? []
  return (
    <LoadedPage query={family}>
      {({ children }) => {
        const tasks = familyTasks(children)
        const looks = children.reduce((sum, child) => sum + child.looks.length, 0)
        const waiting = tasks.length + missed.length
        const title =
          waiting > 0
            ? counted(isParent ? 'home.family.title' : 'home.family.title.own', waiting)
            : t(isParent ? 'home.family.title.none' : 'home.family.title.own.none')
        return (
          <Home me={me} title={title}>
            <Lines
              heading={t('home.tasks')}
              isFirst
              lines={[
                ...tasks.map((task): Line => ({
                  key: `${task.pupilId} ${task.surveyId}`,
                  title: t(`home.family.${task.kind}`, { survey: task.title }),
                  detail: t(isParent ? 'home.family.about' : 'home.family.until', { name: task.name, date: day(task.closesOn) }),
                  href: addresses.family,
                  action: t('home.family.action'),
                })),
                ...missed.map((one): Line => ({
                  key: `missed ${one.surveyId}`,
                  title: t('lesson.missed.home', { survey: one.title }),
                  detail: t('home.family.until', { date: day(one.closesOn) }),
                  href: addresses.family,
                  action: t('home.family.action'),
                })),
              ]}
            />
            <Lines
              heading={t('home.family.looks')}
              isFirst={waiting === 0}
              lines={[
                {
                  key: 'looks',
                  title: looks === 0 ? t('home.family.looks.none') : counted('home.family.looks', looks),
                  detail: t('home.family.page'),
                  href: addresses.family,
                  action: t('home.family.see'),
                },
              ]}
            />
          </Home>
        )
      }}
    </LoadedPage>
  )
}
