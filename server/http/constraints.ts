/**
 * Which problem the breach of a constraint is, by the constraint's name. A constraint that is not here is a
 * defect when it is broken: our own code should have refused first.
 */
import type { ProblemName } from '#api/problems.ts'
import { Problem } from '../problem.ts'

const problemOf: Readonly<Record<string, ProblemName>> = {
  action_plan_period_check: 'plan-period-backwards',
  composition_version_key: 'composition-changed-since',
  feedback_draft_key: 'feedback-changed-since',
  feedback_version_key: 'feedback-changed-since',
  edition_open_key: 'edition-open-already',
  questionnaire_pkey: 'composition-changed-since',
  bank_item_edition_key: 'bank-open-edition',
  bank_item_open_key: 'bank-open-edition',
  intervention_open_key: 'intervention-open-version',
  intervention_version_key: 'intervention-open-version',
  survey_period_check: 'survey-period-backwards',
  survey_title_check: 'wrong-input',
}

/** The problem, or undefined when the error is not a constraint's or is a defect. */
export function problemOfConstraint(error: unknown): Problem | undefined {
  const constraint = error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
  const name = constraint === undefined ? undefined : problemOf[constraint]
  return name === undefined ? undefined : new Problem(name)
}
