/**
 * A wave in memory, sealed in the order the product seals. It goes by single respondents, so that it can say
 * who is in an atom; the product never can. For tests only.
 */
import type { SealedAtom } from './atom.ts'
import { strataOf } from './group.ts'
import { type RawResponse, countAnswers, takeAnswers } from './raw.ts'
import { closeMunicipality, sealGroup } from './seal.ts'
import { type ClassPlace, type SealedSum, addSums, incrementsOf } from './sum.ts'
import { insiders, itemRules } from './thresholds.ts'
import { answeredAt, blankAt, codebook, declinedAt } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { type Level, unitKey } from '../organisation/unit.ts'

export type Response = RawResponse & { readonly id: number; readonly classId: string }

/** Which respondents' answers to one item an atom holds. */
export type Membership = { readonly atom: SealedAtom; readonly place: number; readonly members: readonly Response[] }

export type Wave = {
  readonly places: ReadonlyMap<string, ClassPlace>
  /** As they were when submitted, by id. */
  readonly submitted: ReadonlyMap<number, Response>
  readonly atoms: readonly SealedAtom[]
  readonly memberships: readonly Membership[]
  readonly responses: () => readonly Response[]
  /** Answers by item that were too few in the municipality; empty before the close. */
  readonly withheld: () => ReadonlyMap<string, number>
  readonly submit: (response: Response) => void
  /** Takes back what has not been sealed of a response; a sealed atom stays as it is. */
  readonly withdraw: (id: number) => void
  readonly sealClass: (classId: string) => void
  readonly close: () => void
  /** By unit and sex, with a space between. */
  readonly totals: () => ReadonlyMap<string, SealedSum>
}

export function startWave(questionnaire: Questionnaire, places: ReadonlyMap<string, ClassPlace>): Wave {
  const rules = itemRules(questionnaire)
  const { cells } = codebook(questionnaire)
  const submitted = new Map<number, Response>()
  const atoms: SealedAtom[] = []
  const memberships: Membership[] = []
  let responses: readonly Response[] = []
  let withheld: ReadonlyMap<string, number> = new Map()

  const seal = (unit: string, level: Level, isMember: (response: Response) => boolean) => {
    const members = responses.filter(isMember)
    const { atoms: made, taken } = sealGroup(questionnaire, { unit, level, counts: countAnswers(rules, members) }, insiders.lesson)
    const left = new Map(takeAnswers(rules, members, strataOf(taken)).map((response) => [response.id, response]))
    for (const atom of made) {
      for (const { place, offset } of cells) {
        const asked = [answeredAt, declinedAt, blankAt].reduce((sum, at) => sum + (atom.counts[offset + at] ?? 0), 0)
        if (asked === 0) continue
        const inside = members.filter(({ id, sex, answers }) => {
          const value = answers[place]
          return (
            value !== null && value !== -2 && (left.get(id)?.answers[place] ?? null) === null && (atom.sex === null || atom.sex === sex)
          )
        })
        memberships.push({ atom, place, members: inside.map(({ id }) => submitted.get(id) as Response) })
      }
    }
    atoms.push(...made)
    responses = responses.flatMap((response) => (isMember(response) ? (left.get(response.id) ?? []) : [response]))
  }
  const sealClass = (classId: string) => seal(unitKey({ level: 'class', classId }), 'class', (response) => response.classId === classId)

  return {
    places,
    submitted,
    atoms,
    memberships,
    responses: () => responses,
    withheld: () => withheld,
    sealClass,
    submit(response) {
      submitted.set(response.id, response)
      responses = [...responses, response]
    },
    withdraw(id) {
      responses = responses.filter((response) => response.id !== id)
    },
    close() {
      const placeOf = (response: Response) => places.get(response.classId)
      for (const institutionId of new Set([...places.values()].map((place) => place.institutionId))) {
        const inside = [...places].filter(([, place]) => place.institutionId === institutionId)
        for (const [classId] of inside) sealClass(classId)
        for (const grade of new Set(inside.map(([, place]) => place.grade))) {
          if (grade === null) continue
          seal(
            unitKey({ level: 'yearGroup', institutionId, grade }),
            'yearGroup',
            (response) => placeOf(response)?.institutionId === institutionId && placeOf(response)?.grade === grade,
          )
        }
        seal(
          unitKey({ level: 'institution', institutionId }),
          'institution',
          (response) => placeOf(response)?.institutionId === institutionId,
        )
      }
      withheld = new Map(
        closeMunicipality(questionnaire, countAnswers(rules, responses), insiders.lesson).withheld.map(({ item, answers }) => [
          item,
          answers,
        ]),
      )
      seal('municipality', 'municipality', () => true)
    },
    totals() {
      const totals = new Map<string, SealedSum>()
      for (const { unit, sex, counts } of incrementsOf(atoms, places)) {
        const key = `${unit} ${sex}`
        const earlier = totals.get(key)
        totals.set(key, earlier === undefined ? counts : addSums(earlier, counts))
      }
      return totals
    },
  }
}
