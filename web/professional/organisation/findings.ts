/** Findings of a roster file, gathered so that one fault on a hundred lines is read once. */
import type { RosterFinding } from '#api/organisation.ts'

export type FindingGroup = {
  readonly name: string
  readonly level: RosterFinding['level']
  readonly values: RosterFinding['values']
  /** Lines of the file in order; empty when it is about the whole file. */
  readonly lines: readonly number[]
}

/** Equal findings together, in the order the first of each was met. */
export function groupFindings(findings: readonly RosterFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, { finding: RosterFinding; lines: number[] }>()
  for (const finding of findings) {
    const key = JSON.stringify([finding.level, finding.name, finding.values])
    const group = groups.get(key) ?? { finding, lines: [] }
    if (finding.line !== null) group.lines.push(finding.line)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ finding: { name, level, values }, lines }) => ({
    name,
    level,
    values,
    lines: lines.sort((a, b) => a - b),
  }))
}

/** How many lines are named before the rest is counted. */
export const linesNamed = 6
