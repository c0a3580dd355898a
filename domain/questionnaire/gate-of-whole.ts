/**
 * What the gate finds in a version that the version before it did not have. What is published stays published whatever a later
 * gate says of it, so only what is new can stand in the way.
 */
import type { WithWords } from '../instrument/whole.ts'
import { checkAtGate, type QuestionnaireFinding } from './gate.ts'
import type { Questionnaire, QuestionnaireTexts } from './questionnaire.ts'

type Version = { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }

/** Findings that the base does not have, blocking ones first. */
export function newFindings(now: Version, base: Version, loaded: readonly WithWords[] = []): readonly QuestionnaireFinding[] {
  return findingsBeyond(now, checkAtGate(base.questionnaire, base.texts, loaded), loaded)
}

/** The same where what is known of the base is at hand: a screen asks again at every choice. */
export function findingsBeyond(
  now: Version,
  before: readonly QuestionnaireFinding[],
  loaded: readonly WithWords[] = [],
): readonly QuestionnaireFinding[] {
  const known = new Set(before.map(keyOf))
  return checkAtGate(now.questionnaire, now.texts, loaded).filter((finding) => !known.has(keyOf(finding)))
}

/**
 * What holds a composition back. Its questions are all published, each through the gate of its day: one that is older than the place
 * for "what somebody does with the answer" tells it in its `why`.
 */
export function blockingAdded(now: Version, base: Version, loaded: readonly WithWords[] = []): readonly QuestionnaireFinding[] {
  return newFindings(now, base, loaded).filter(({ severity, fault }) => severity === 'blocking' && fault !== 'use-missing')
}

function keyOf({ fault, item, field, language, found }: QuestionnaireFinding): string {
  // How hard the whole is to read is one finding, whatever the figure.
  return [fault, item, field, language, fault === 'hard-to-read' ? '' : found].join('|')
}
