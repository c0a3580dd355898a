/** Whom a question is for, as an author chooses it: ages of pupils, young people, parents. */
import type { MeantFor } from '#domain/questionnaire/bank.ts'
import type { Age } from '#domain/questionnaire/presentation.ts'

const grades = { lower: [0, 1, 2, 3], middle: [4, 5, 6], upper: [7, 8, 9, 10] } as const
const pupilGroups = ['lower', 'middle', 'upper'] as const

export const groups = [...pupilGroups, 'young', 'parents'] as const
export type Group = (typeof groups)[number]

/** The groups that are meant, also where only some of their grades are. */
export function groupsOf({ respondents, grades: chosen }: MeantFor): readonly Group[] {
  return groups.filter((group) => {
    if (group === 'young') return respondents.includes('youngPerson')
    if (group === 'parents') return respondents.includes('parent')
    return respondents.includes('pupil') && grades[group].some((grade) => chosen.includes(grade))
  })
}

/** The same the other way: whole groups. */
export function meantFor(chosen: readonly Group[]): MeantFor {
  const pupils = pupilGroups.filter((group) => chosen.includes(group))
  return {
    respondents: [
      ...(pupils.length > 0 ? (['pupil'] as const) : []),
      ...(chosen.includes('parents') ? (['parent'] as const) : []),
      ...(chosen.includes('young') ? (['youngPerson'] as const) : []),
    ],
    grades: pupils.flatMap((group) => grades[group]),
  }
}

const ageOf: Readonly<Record<Group, Age>> = {
  lower: 'indskoling',
  middle: 'mellemtrin',
  upper: 'udskoling',
  young: 'unge',
  parents: 'voksen',
}

/** The ages it is worded for; parents' questions with grades are about children of them. */
export function agesOf(meant: MeantFor): readonly Age[] {
  return groupsOf(meant).map((group) => ageOf[group])
}
