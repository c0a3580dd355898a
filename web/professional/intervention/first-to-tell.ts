/** Which survey's figures a new plan is followed by, until somebody chooses another. */
import type { Output } from '../../client.ts'

type Unit = Output<'listReports'>[number]['units'][number]
type Report = Pick<Output<'listReports'>[number], 'surveyId' | 'state'> & { readonly units: readonly Pick<Unit, 'level' | 'isOpen'>[] }

const own: readonly Unit['level'][] = ['class', 'yearGroup', 'institution']

/** Whether a plan can be made for a unit: who is bound to an institution plans for nothing above it, whatever they may read. */
export function isPlannable({ level }: Pick<Unit, 'level'>, isBound: boolean): boolean {
  return own.includes(level) || (level === 'municipality' && !isBound)
}

/** The surveys that have asked somebody the reader can make a plan for. */
export function toPlanFrom<One extends Report>(reports: readonly One[], isBound: boolean): readonly One[] {
  return reports.filter(({ units }) => units.some((unit) => isPlannable(unit, isBound)))
}

/** The newest of them whose figures are made up and can be read; else the newest. The newest come first. */
export function firstToTell<One extends Report>(reports: readonly One[], isBound: boolean): One | undefined {
  const fitting = toPlanFrom(reports, isBound)
  return (
    fitting.find(({ state, units }) => state === 'sealed' && units.some((unit) => unit.isOpen && isPlannable(unit, isBound))) ?? fitting[0]
  )
}
