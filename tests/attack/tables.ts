/** What the attacker found, as tables to read: printed by the tests and by `npm run attack`. */
import type { Solver } from '#domain/disclosure/attack/program.ts'
import { attackPeople, notOfAtoms } from './attack-told.ts'
import { leaks } from './leaks.ts'
import { expose, policies } from './naive.ts'
import { randomTown } from './town.ts'

export type NaiveRow = ReturnType<typeof naiveRows>[number]

export function naiveRows(runs: number, solver: Solver) {
  const seeds = Array.from({ length: runs }, (_, index) => index + 1)
  return policies.map((policy) => {
    const { yesKnown, yesKnownTogether, yes, countKnown, respondents, smallest } = expose(policy, seeds, solver)
    const share = (some: number, all: number) => (100 * some) / all
    return {
      policy,
      yesKnown: share(yesKnown, yes),
      yesKnownTogether: share(yesKnownTogether, yes),
      countKnown: share(countKnown, respondents),
      smallest,
    }
  })
}

export function naiveTable(rows: readonly NaiveRow[]): string {
  return table(
    ['policy', 'yes-answers known', 'in `facts` 5.3', 'with those known together', 'counts known', 'in `facts` 5.3', 'smallest group'],
    rows.map(({ policy, yesKnown, yesKnownTogether, countKnown, smallest }) => [
      policy.name,
      `${yesKnown.toFixed(0)} %`,
      `${policy.facts.yesKnown} %`,
      `${yesKnownTogether.toFixed(0)} %`,
      `${countKnown.toFixed(0)} %`,
      policy.facts.countKnown === null ? '–' : `${policy.facts.countKnown} %`,
      Number.isFinite(smallest) ? `${smallest}` : '–',
    ]),
  )
}

export type LeakRow = { readonly name: string; readonly byPrograms: number; readonly byAtoms: number; readonly towns: number }

/** In how many of so many towns each leak is noticed, by the linear programs and by the algebra. */
export function leakRows(towns: number, solver: Solver): readonly LeakRow[] {
  const seeds = Array.from({ length: towns }, (_, index) => index + 1)
  return Object.entries(leaks).map(([name, plant]) => {
    const told = seeds.map((seed) => plant(randomTown(seed)))
    return {
      name,
      byPrograms: told.filter((one) => attackPeople(one, solver).length > 0).length,
      byAtoms: told.filter((one) => notOfAtoms(one).length > 0).length,
      towns,
    }
  })
}

export function leakTable(rows: readonly LeakRow[]): string {
  return table(
    ['planted leak', 'linear programs', 'algebra'],
    rows.map(({ name, byPrograms, byAtoms, towns }) => [name, `${byPrograms} of ${towns}`, `${byAtoms} of ${towns}`]),
  )
}

/** In Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
