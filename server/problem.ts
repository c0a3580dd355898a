/** A refusal that is part of the contract. Handlers throw it; `handle` answers it as RFC 9457. */
import { type ProblemName, problems } from '#api/problems.ts'

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly problem: ProblemName
  readonly status: number
  /** Further members of the answer: which items differ, which field is wrong. Never a person's data. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(problem: ProblemName, details: Readonly<Record<string, unknown>> = {}) {
    super(problem)
    this.problem = problem
    this.status = problems[problem]
    this.details = details
  }
}
