/** What sums over schools give back where they are sums over one: a square has one root. */
import type { Range } from '#domain/disclosure/attack/puzzle.ts'
import { momentsOf, optionMoments } from '#domain/disclosure/moments.ts'
import { storedSum } from '#domain/disclosure/sum.ts'
import { answeredAt, codebook, optionsAt } from '#domain/questionnaire/codebook.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'

/** The counts of one school, put into the product's moments and read back from them. */
export function readBack(questionnaire: Questionnaire, question: string, counts: ReadonlyMap<string, Range>): ReadonlyMap<string, Range> {
  const { cells, width } = codebook(questionnaire)
  const cell = cells.find(({ item }) => item.code === question)
  if (cell === undefined) throw new RangeError('no such question')
  const row = Array.from({ length: width }, () => 0)
  for (const [index, option] of cell.item.options.entries()) row[cell.offset + optionsAt + index] = counts.get(option)?.[0] ?? 0
  row[cell.offset + answeredAt] = [...counts.values()].reduce((sum, [count]) => sum + count, 0)
  const moments = momentsOf(questionnaire, storedSum(row))
  const read = cell.item.options.map((option, place): [string, Range] => {
    const { xx } = optionMoments(moments, cell, place)
    return [option, [Math.sqrt(xx), Math.sqrt(xx)]]
  })
  return new Map(read)
}
