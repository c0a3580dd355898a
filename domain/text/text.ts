/** Words in the languages a person may meet them in. Danish is always there; the others may lag behind. */

export type Language = 'da' | 'en'

export const languages = ['da', 'en'] as const satisfies readonly Language[]
