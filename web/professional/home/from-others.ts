/** What others wait for from this person: tasks colleagues gave, plans whose day has come, questions unanswered. */
import { may } from '#domain/access/policy.ts'
import { parseSubjectKey } from '#domain/network/discussion.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { addresses } from '../shell/navigation.ts'
import { today } from '../today.ts'
import type { Line } from './frame.tsx'

/** Where a task is talked about. */
export function subjectAddress(key: string): string {
  const subject = parseSubjectKey(key)
  if (subject === undefined) return addresses.home
  return subject.kind === 'plan'
    ? `${addresses.actionPlan}/${subject.planId}`
    : `${addresses.report}/${subject.surveyId}?unit=${subject.unit}`
}

/** Plans whose day to be looked at has come. */
export function plansToLookAt(plans: Output<'listPlans'>): Output<'listPlans'> {
  return plans.filter(({ isDue }) => isDue)
}

/** Other municipalities' questions that nobody has answered, newest first. */
export function unansweredBy(me: Pick<Me, 'municipality'>, questions: Output<'listNetworkQuestions'>): Output<'listNetworkQuestions'> {
  return questions.filter(({ answers, municipality }) => answers === 0 && municipality.id !== me.municipality.id)
}

export type FromOthers = {
  /** To be done: counted in the heading of the page. */
  readonly tasks: readonly Line[]
  /** For whoever has the time. */
  readonly questions: readonly Line[]
}

export function useFromOthers(me: Me): FromOthers {
  const { t, day, named } = useWords()
  const given = useRead('listMyTasks', undefined, { isEnabled: may(me, 'discussion.write') })
  const plans = useRead('listPlans', undefined, { isEnabled: may(me, 'plan.write') })
  const questions = useRead('listNetworkQuestions', undefined, { isEnabled: may(me, 'network.write') })
  const action = t('home.others.open')
  return {
    tasks: [
      ...(given.data ?? []).map(({ id, subject, title, dueOn }): Line => ({
        key: id,
        title,
        detail:
          dueOn === null
            ? t('home.others.task')
            : t(dueOn < today() ? 'home.others.task.late' : 'home.others.task.due', { date: day(dueOn) }),
        href: subjectAddress(subject),
        action,
      })),
      ...plansToLookAt(plans.data ?? []).map(({ id, title, dueOn }): Line => ({
        key: id,
        title: t('home.others.plan', { plan: title }),
        detail: t('home.others.plan.due', { date: day(dueOn) }),
        href: `${addresses.actionPlan}/${id}`,
        action,
      })),
    ],
    questions: unansweredBy(me, questions.data ?? []).map(({ id, title, topic, municipality }): Line => ({
      key: id,
      title,
      detail: `${named('network.topic', topic) ?? ''} · ${municipality.name}`,
      href: `${addresses.network}/spoergsmaal/${id}`,
      action: t('home.others.answer'),
    })),
  }
}
