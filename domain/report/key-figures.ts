/** Key figures (nøgletal): a few questions on one page, in the order they were asked for and never by size. */
import type { Card } from './card.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

/** More than these are a report, and not a page to keep in mind. */
export const mostKeyFigures = 20

/** Questions that can be key figures: those with answers that mean "it goes well", which can be added up. */
export function offeredKeyFigures({ items }: Pick<Questionnaire, 'items'>): readonly string[] {
  return items
    .filter(({ kind, favourable }) => favourable.length > 0 && (kind !== 'multiple' || favourable.length === 1))
    .map(({ code }) => code)
}

/** The chosen ones that can be, in the order chosen; the usual ones where nothing is chosen. */
export function chosenKeyFigures(offered: readonly string[], usual: readonly string[], chosen: string): readonly string[] {
  const wanted = chosen === '' ? usual : chosen.split(',')
  return [...new Set(wanted)].filter((code) => offered.includes(code)).slice(0, mostKeyFigures)
}

/** Their cards, in that order. */
export function keyFigureCards<C extends Pick<Card, 'item'>>(cards: readonly C[], codes: readonly string[]): readonly C[] {
  return codes.flatMap((code) => cards.find(({ item }) => item === code) ?? [])
}
