/** What the cards of a report show, for the publication ledger (`disclosure/ledger.ts`): of the group, of girls and boys, and of the other group. */
import type { Card } from './card.ts'
import { type Band, type Figure, bandEdges } from './figure.ts'
import type { Shown, ShownFigure, ShownGroup, Told } from '../disclosure/ledger.ts'

export function shownIn(
  cards: readonly Pick<Card, 'item' | 'figure' | 'bands' | 'split' | 'comparison'>[],
  own: ShownGroup,
  other: ShownGroup | null,
): readonly Shown[] {
  const of = (figureOf: (card: (typeof cards)[number]) => Figure | null | undefined) =>
    cards.flatMap((card) => {
      const figure = figureOf(card)
      return figure ? [shownFigure(card.item, figure)] : []
    })
  const whole = cards.flatMap(({ item, figure, bands }) => (figure ? [shownFigure(item, figure)] : bands ? [shownBands(item, bands)] : []))
  const compared = of(({ comparison }) => comparison?.figure)
  if (compared.length > 0 && other === null) throw new Error('another group is shown, and nobody says whose figures they are')
  const shown: readonly Shown[] = [
    { ...own, split: 'all', figures: whole },
    { ...own, split: 'female', figures: of(({ split }) => split?.female) },
    { ...own, split: 'male', figures: of(({ split }) => split?.male) },
    ...(other === null ? [] : [{ ...other, split: 'all' as const, figures: compared }]),
  ]
  return shown.filter(({ figures }) => figures.length > 0)
}

function shownFigure(question: string, { n, declined, blank, bars }: Figure): ShownFigure {
  return { question, n, told: { ...Object.fromEntries(bars.map(({ option, count }) => [option, count])), declined, blank } }
}

function shownBands(question: string, { n, options }: NonNullable<Card['bands']>): ShownFigure {
  return { question, n, told: Object.fromEntries(options.map(({ option, band }) => [option, rangeOf(band, n)])) }
}

/** How many of n a band may stand for; the edges as `bandsOf` has them. */
function rangeOf(band: Band, n: number): Told {
  const [some, many] = [Math.ceil(bandEdges.some * n), Math.floor(bandEdges.many * n) + 1]
  if (band === 'few') return [0, some - 1]
  return band === 'some' ? [some, many - 1] : [many, n]
}
