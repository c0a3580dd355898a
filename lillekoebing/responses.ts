/** What the pupils of a class answered: submitted responses, as the platform keeps them. */
import type { Sex } from '#domain/organisation/organisation.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { countable, submit } from '#domain/response/submit.ts'
import { cameLater } from './answer-shares.ts'
import { answerModel, chooseAnswers, surroundings, type AnswerModel } from './answer-model.ts'
import { chance } from './chance.ts'
import { plantedTruths, shiftsOf, type PlantedTruth, type YearOf } from './planted-truths.ts'
import type { TownClass } from './town.ts'

export type SubmittedResponse = {
  /** Place in the class's list; for telling who has answered, never kept beside the answers. */
  readonly place: number
  readonly sex: Sex
  /** One small number for each item (domain/response/answer.ts). */
  readonly answers: readonly number[]
  /** The same as the statistics track keeps it. */
  readonly counted: readonly number[]
}

export type Respond = (municipalityId: number, group: TownClass, year: YearOf) => readonly SubmittedResponse[]

/** Of an ordinary class this many are there and take part. */
const takingPart = 0.945
const everybodyUpTo = 5

/**
 * Prepares a questionnaire and returns what answers it. `share` of those asked take part; in a class of five or
 * fewer everybody does. The same class in the same of the two years always
 * gives the same responses.
 */
export function respondTo(
  questionnaire: Questionnaire,
  truths: readonly PlantedTruth[] = plantedTruths,
  share: number = takingPart,
): Respond {
  const apart = cameLater[questionnaire.code] ?? []
  const parts = [
    { name: '', items: questionnaire.items.filter(({ code }) => !apart.includes(code)) },
    { name: '|later', items: questionnaire.items.filter(({ code }) => apart.includes(code)) },
  ].map(({ name, items }) => {
    const themes = questionnaire.themes.filter((theme) => items.some((item) => item.theme === theme))
    return { name, places: items.map((item) => questionnaire.items.indexOf(item)), model: answerModel({ ...questionnaire, themes, items }) }
  })
  // The first questionnaire of the invented world has no name in its streams; the others' answers are their own.
  const own = questionnaire.code === 'mellemtrin' ? '' : `|${questionnaire.code}`
  return (municipalityId, group, year) => {
    const school = `${municipalityId}|${group.institutionKey}`
    const stream = `${school}|${group.name}|${year}${own}`
    const drawn = parts.map(({ name, places, model }) => ({
      places,
      model,
      around: surroundings(model, `${school}${name}`, `${stream}${name}`),
      draw: chance(`${stream}|answers${name}`),
      shifts: bySex(model, truths, { municipalityId, institutionKey: group.institutionKey, className: group.name, year }),
    }))
    const comes = drawn[0]?.draw ?? chance(stream)
    return group.sexes.flatMap((sex, place) => {
      if (group.sexes.length > everybodyUpTo && !comes.happens(share)) return []
      const chosen: (number | null)[] = questionnaire.items.map(() => null)
      for (const { places, model, around, draw, shifts } of drawn)
        for (const [at, answer] of chooseAnswers(model, draw, around, sex, shifts[sex]).entries()) chosen[places[at] ?? 0] = answer
      const submitted = submit(questionnaire, chosen)
      if ('impossible' in submitted) throw new Error(`an invented answer can't be given, at places ${submitted.impossible.join(', ')}`)
      return [{ place, sex, answers: submitted.answers, counted: countable(questionnaire, submitted.answers) }]
    })
  }
}

function bySex(model: AnswerModel, truths: readonly PlantedTruth[], group: Parameters<typeof shiftsOf>[1]): Record<Sex, readonly number[]> {
  const inOrder = (sex: Sex) => {
    const shifts = shiftsOf(truths, group, sex)
    return model.codes.map((code) => shifts.get(code) ?? 0)
  }
  return { female: inOrder('female'), male: inOrder('male'), unknown: inOrder('unknown') }
}
