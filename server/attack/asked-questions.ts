/** What the attacker holds each question of a ledger to: by its code, over all questionnaires of this program. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Rule } from '#domain/disclosure/attack/learnt.ts'
import { ruleFor } from '#domain/disclosure/attack/rules.ts'
import { itemRules } from '#domain/disclosure/thresholds.ts'
import { isCounted } from '#domain/questionnaire/codebook.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'

const content = fileURLToPath(new URL('../../content/questionnaires', import.meta.url))

/** `more` are questionnaires besides. Where two ask under one code, the stricter rule holds. */
export function knownRules(insiders: number, more: readonly Questionnaire[] = []): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>()
  const folders = readdirSync(content, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const own = folders.map(({ name }): Questionnaire => JSON.parse(readFileSync(join(content, name, 'questionnaire.json'), 'utf8')))
  for (const questionnaire of [...own, ...more]) {
    for (const { item, questionClass } of itemRules(questionnaire)) {
      if (!isCounted(item)) continue
      const rule = ruleFor(item, questionClass, insiders)
      const known = rules.get(item.code)
      if (known === undefined || known.minimum < rule.minimum) rules.set(item.code, rule)
    }
  }
  return rules
}
