/** Tasks of those who ask: lessons to open, files to approve, surveys to close. */
import { useWords } from '../language.tsx'
import { type Line, Lines } from './frame.tsx'
import type { Task } from './tasks.ts'

/** The first waits most, so it alone has the primary button. */
export function Tasks({ tasks }: { readonly tasks: readonly Task[] }) {
  const { t } = useWords()
  const words = useTaskWords()
  return (
    <Lines
      heading={t('home.tasks')}
      isFirst
      lines={tasks.map((task): Line => {
        const said = words(task)
        return { key: task.href + said.title, href: task.href, ...said }
      })}
    />
  )
}

/** The sentences of a task. */
function useTaskWords(): (task: Task) => { readonly title: string; readonly detail: string; readonly action: string } {
  const { t, day, moment } = useWords()
  return (task) => {
    const action = t(`home.task.${task.kind}.action`)
    switch (task.kind) {
      case 'startLesson':
      case 'continueLesson': {
        const { className, surveyTitle, invited, answered, closesOn } = task.lesson
        const values = { class: className, survey: surveyTitle, invited, answered, date: day(closesOn) }
        return { title: t(`home.task.${task.kind}.title`, values), detail: t(`home.task.${task.kind}.detail`, values), action }
      }
      case 'approveRoster':
      case 'approveRosterToo': {
        const values = { what: t(`roster.kindOf.${task.file.summary?.kind ?? 'pupils'}`), moment: moment(task.file.createdAt) }
        return { title: t(`home.task.${task.kind}.title`, values), detail: t(`home.task.${task.kind}.detail`, values), action }
      }
      case 'finishDraft':
      case 'closeSurvey': {
        const { title, invited, answered, opensOn, closesOn } = task.survey
        const values = { survey: title, invited, answered, date: day(task.kind === 'finishDraft' ? opensOn : closesOn) }
        return { title: t(`home.task.${task.kind}.title`, values), detail: t(`home.task.${task.kind}.detail`, values), action }
      }
      case 'importRoster':
      case 'planSurvey':
        return { title: t(`home.task.${task.kind}.title`), detail: t(`home.task.${task.kind}.detail`), action }
    }
  }
}
