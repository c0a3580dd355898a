/** The picture that stands for a theme on a poster. */
import type { Pictogram } from '#domain/questionnaire/pictograms.ts'

const pictures: Readonly<Record<string, Pictogram>> = {
  school: 'school',
  'learning-environment': 'book',
  friends: 'friends',
  bullying: 'hand',
  leisure: 'ball',
  food: 'apple',
  sleep: 'moon',
  digital: 'screen',
  health: 'toothbrush',
  body: 'body',
  wellbeing: 'sun',
  family: 'family',
}

export function pictogramOf(theme: string): Pictogram {
  return pictures[theme] ?? 'star'
}
