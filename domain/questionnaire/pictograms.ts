/**
 * Names of the pictures that may stand above a question (`Item.pictogram`), for who does not read yet. They decorate and add
 * nothing: the question says it all without. Drawn in `web/design/pictogram`.
 */
export const pictograms = [
  'school',
  'friends',
  'family',
  'home',
  'play',
  'ball',
  'bike',
  'book',
  'music',
  'screen',
  'moon',
  'sun',
  'clock',
  'apple',
  'plate',
  'drop',
  'toothbrush',
  'toilet',
  'heart',
  'body',
  'plaster',
  'talk',
  'ear',
  'cloud',
  'star',
  'hand',
] as const

export type Pictogram = (typeof pictograms)[number]

/** Whether there is a picture of that name. A questionnaire that was read from a file may name any. */
export function isPictogram(name: string): name is Pictogram {
  return (pictograms as readonly string[]).includes(name)
}
