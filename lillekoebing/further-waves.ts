/**
 * The surveys of Lillekøbing beside the main road: parents, the youngest, the oldest, young people. Some are
 * closed and sealed, some on their way, and two invite one family or one young person at a time.
 */
import { schoolYearOf } from '#domain/organisation/organisation.ts'
import { idOf } from './identifier.ts'
import { newestVersion } from './newest.ts'
import type { Town, TownClass } from './town.ts'
import { addDays, later, type ClassState, type Wave } from './waves.ts'

export type FurtherWave = Wave & {
  /** Closed: the rest is sealed and pooled. Rolling: sealed in batches. Open: lesson by lesson. */
  readonly way: 'closed' | 'rolling' | 'open'
  /** How many of those who are asked answer. */
  readonly share: number
}

type Outline = {
  readonly key: string
  readonly title: (schoolYear: string) => string
  readonly code: string
  readonly way: FurtherWave['way']
  readonly share: number
  readonly isByLink: boolean
  readonly institutionKeys: readonly string[]
  readonly grades: readonly number[]
  /** Of a class that is asked: done, or waiting for its lesson. */
  readonly stateOf?: (group: TownClass) => ClassState
  /** How many of a class have been invited so far, of a survey that invites one at a time. */
  readonly invited?: number
}

const outlines: readonly Outline[] = [
  {
    key: 'foraeldre-8-10-maaneder',
    title: (year) => `Før besøget ved 8-10 måneder ${year}`,
    code: 'foraeldre-8-10-maaneder',
    way: 'rolling',
    share: 0.82,
    isByLink: true,
    institutionKeys: ['sundhedsplejen'],
    grades: [],
    invited: 22,
  },
  {
    key: 'foraeldre-2-7-aar',
    title: (year) => `Forældre i dagtilbud ${year}`,
    code: 'foraeldre-2-7-aar',
    way: 'closed',
    share: 0.68,
    isByLink: true,
    institutionKeys: ['solstraalen', 'mariehoenen', 'regnbuen', 'kastanjen', 'egernet'],
    grades: [],
  },
  {
    key: 'indskoling',
    title: (year) => `Trivsel i indskolingen ${year}`,
    code: 'indskoling',
    way: 'open',
    share: 0.95,
    isByLink: false,
    institutionKeys: ['moellebakken', 'havbrinkskolen'],
    grades: [0, 1, 2, 3],
    stateOf: ({ institutionKey, grade }) => (institutionKey === 'havbrinkskolen' || grade === 2 || grade === 3 ? 'answered' : 'waiting'),
  },
  {
    key: 'udskoling',
    title: (year) => `Trivsel i udskolingen ${year}`,
    code: 'udskoling',
    way: 'open',
    share: 0.9,
    isByLink: false,
    institutionKeys: ['havbrinkskolen', 'egely', 'fjordglimt', 'kirkeager'],
    grades: [7, 8, 9],
    stateOf: ({ institutionKey, grade }) =>
      institutionKey === 'egely' || institutionKey === 'fjordglimt' || grade === 9 ? 'answered' : 'waiting',
  },
  {
    key: 'unge',
    title: (year) => `Ungeprofil ${year}`,
    code: 'unge',
    way: 'closed',
    share: 0.78,
    isByLink: true,
    institutionKeys: ['gymnasiet'],
    grades: [],
  },
  {
    key: 'unge-uden-for-uddannelse',
    title: (year) => `Ungeprofil ${year}: unge uden for uddannelse`,
    code: 'unge',
    way: 'rolling',
    share: 0.62,
    isByLink: true,
    institutionKeys: ['ungeindsatsen'],
    grades: [],
    invited: 26,
  },
]

/** Of this school year; none where the town has none of the institutions. */
export function furtherWavesOf(town: Town, today: string): readonly FurtherWave[] {
  const schoolYear = schoolYearOf(today)
  const begins = `${schoolYear}-08-01`
  const written = `${schoolYear}/${String(schoolYear + 1).slice(2)}`
  return outlines.flatMap((outline): FurtherWave[] => {
    const institutions = town.institutions.filter(({ key }) => outline.institutionKeys.includes(key))
    if (institutions.length === 0) return []
    const { code, way, share, grades, invited } = outline
    const isAsked = ({ institutionKey, grade }: TownClass) =>
      outline.institutionKeys.includes(institutionKey) && (grade === null ? grades.length === 0 : grades.includes(grade))
    const classes = town.thisYear.filter(isAsked)
    return [
      {
        year: 'thisYear',
        way,
        share,
        survey: {
          id: furtherSurveyId(town.plan.id, schoolYear, outline.key),
          municipalityId: town.plan.id,
          title: outline.title(written),
          track: 'statistics',
          isRolling: way === 'rolling',
          questionnaire: newestVersion(code),
          state: 'draft',
          schoolYear,
          ...periodOf(way, begins, today),
          grades,
          institutionIds: institutions.map(({ id }) => id),
        },
        classes: invited === undefined ? classes : classes.map((group) => ({ ...group, sexes: group.sexes.slice(0, invited) })),
        stateOf: outline.stateOf ?? (() => 'answered'),
        ...(outline.isByLink ? { isByLink: true } : {}),
      },
    ]
  })
}

/** Known beforehand, as the main road's are. */
export function furtherSurveyId(municipalityId: number, schoolYear: number, key: string): string {
  return idOf('survey', municipalityId, schoolYear, key)
}

function periodOf(way: FurtherWave['way'], begins: string, today: string): { readonly opensOn: string; readonly closesOn: string } {
  const ends = `${Number(begins.slice(0, 4)) + 1}-07-31`
  const before = (days: number) => later(addDays(today, -days), begins)
  if (way === 'rolling') return { opensOn: begins, closesOn: ends }
  if (way === 'closed') return { opensOn: before(60), closesOn: before(18) }
  const last = addDays(today, 30)
  return { opensOn: before(20), closesOn: last < ends ? last : ends }
}
