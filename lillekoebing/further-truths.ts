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
    shift: -2.3,
    favourable: { here: 5, elsewhere: 65 },
  },
  {
    code: 'daycare-that-stays-indoors',
    questionnaire: 'foraeldre-2-7-aar',
    where: { municipalityIds: home, institutionKey: 'regnbuen', years },
    item: 'child-outdoor-days',
    shift: -2.0,
    favourable: { here: 24, elsewhere: 86 },
  },
  {
    code: 'young-women-who-move-less',
    questionnaire: 'unge',
    where: { municipalityIds: home, institutionKey: 'gymnasiet', sex: 'female', years },
    item: 'active-days',
    shift: -1.3,
    favourable: { here: 56, elsewhere: 86 },
  },
  {
    code: 'toilets-of-the-youngest',
    questionnaire: 'indskoling',
    where: { municipalityIds: home, institutionKey: 'havbrinkskolen', years },
    item: 'toilet-like',
    shift: -2.4,
    favourable: { here: 2, elsewhere: 61 },
  },
  {
    code: 'school-where-help-is-far',
    questionnaire: 'udskoling',
    where: { municipalityIds: home, institutionKey: 'egely', years },
    item: 'teacher-help',
    shift: -1.8,
    favourable: { here: 17, elsewhere: 73 },
  },
]
