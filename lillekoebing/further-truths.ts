/** What is true in the surveys beside the main road, as `planted-truths.ts` says it of the main road. */
import { lillekoebing } from './place.ts'
import type { PlantedTruth } from './planted-truths.ts'

export type FurtherTruth = PlantedTruth & { readonly questionnaire: string }

const home = [lillekoebing.id]
const years = ['thisYear'] as const

export const furtherTruths: readonly FurtherTruth[] = [
  {
    code: 'daycare-where-sleep-is-hard',
    questionnaire: 'foraeldre-2-7-aar',
    where: { municipalityIds: home, institutionKey: 'kastanjen', years },
    item: 'child-falling-asleep',
    shift: -1.1,
    favourable: { here: 29, elsewhere: 70 },
  },
  {
    code: 'daycare-that-is-outdoors',
    questionnaire: 'foraeldre-2-7-aar',
    where: { municipalityIds: home, institutionKey: 'regnbuen', years },
    item: 'child-outdoor-days',
    shift: 0.9,
    favourable: { here: 97, elsewhere: 85 },
  },
  {
    code: 'young-women-under-pressure',
    questionnaire: 'unge',
    where: { municipalityIds: home, institutionKey: 'gymnasiet', sex: 'female', years },
    item: 'pressure',
    shift: -0.8,
    favourable: { here: 44, elsewhere: 74 },
  },
  {
    code: 'toilets-of-the-youngest',
    questionnaire: 'indskoling',
    where: { municipalityIds: home, institutionKey: 'havbrinkskolen', years },
    item: 'toilet-like',
    shift: -0.9,
    favourable: { here: 36, elsewhere: 71 },
  },
  {
    code: 'school-where-teachers-help',
    questionnaire: 'udskoling',
    where: { municipalityIds: home, institutionKey: 'egely', years },
    item: 'teacher-help',
    shift: 0.9,
    favourable: { here: 95, elsewhere: 77 },
  },
]
