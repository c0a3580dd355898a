/**
 * What of a report may be put in front of a room. A report is read alone or among colleagues who keep it to themselves; on a wall it is
 * read by everybody at once, by those it is about and by their classmates' parents, and somebody will guess. So a room is shown less
 * than its host may read, and never anything else: these functions only leave out.
 */
import type { ReportValue } from '../reading.ts'
import { itemRules } from '../../disclosure/thresholds.ts'
import type { Level } from '../../organisation/unit.ts'
import type { QuestionClass, Questionnaire } from '../../questionnaire/questionnaire.ts'

/** Who is in the room. `pupils`: the class in its own lesson, and whoever passes a poster. */
export const rooms = ['colleagues', 'parents', 'council', 'board', 'pupils'] as const
export type Room = (typeof rooms)[number]

/** What was left out for the room's sake, of what the report itself shows; and what the report hides anyway. */
export type LeftOut = { readonly sensitive: number; readonly hidden: number; readonly isSplit: boolean }

/** One class, or what may be one. */
const small: readonly Level[] = ['class', 'yearGroup']

/**
 * - Among colleagues: all that the report shows.
 * - Of a class or a year group, to anybody else: open questions alone.
 * - Pupils, their council among them, are shown open questions alone, of whatever group.
 * - Parents and the board may be shown sensitive questions of a whole school or more; highly sensitive ones are read, not projected.
 * - Rough bands and the split by sex stay among colleagues: both are there because somebody might be recognised.
 */
export function mayBeShown(questionClass: QuestionClass, level: Level, room: Room): boolean {
  if (room === 'colleagues' || questionClass === 'open') return true
  if (questionClass === 'highlySensitive' || room === 'pupils' || room === 'council') return false
  return !small.includes(level)
}

/** The report as the room may see it: shown figures and nothing hidden. */
export function forRoom(
  report: ReportValue,
  questionnaire: Questionnaire,
  room: Room,
): { readonly report: ReportValue; readonly leftOut: LeftOut } {
  const classes = new Map(itemRules(questionnaire).map(({ item, questionClass }) => [item.code, questionClass]))
  const cards = report.themes.flatMap((theme) => theme.cards)
  const isShown = (card: (typeof cards)[number]) =>
    card.state === 'bands'
      ? room === 'colleagues'
      : card.state === 'shown' && mayBeShown(classes.get(card.item) ?? 'highlySensitive', report.unit.level, room)
  const visible = cards.filter(({ state }) => state !== 'hidden')
  const isParted = room === 'colleagues'
  return {
    report: {
      ...report,
      themes: report.themes
        .map(({ theme, cards: own }) => ({ theme, cards: own.filter(isShown).map((card) => (isParted ? card : { ...card, split: null })) }))
        .filter(({ cards: own }) => own.length > 0),
    },
    leftOut: {
      sensitive: visible.filter((card) => !isShown(card)).length,
      hidden: cards.length - visible.length,
      isSplit: !isParted && visible.some(({ split }) => split !== null),
    },
  }
}
