import { readFileSync } from 'node:fs'
import { importEdition } from '#api/edition.ts'
import { insertEdition, insertEditionComment, listEditions } from '#database/edition.ts'
import { listOwnVersions } from '#database/questionnaire.ts'
import { nextEdition, nothingBefore } from '#domain/questionnaire/edition.ts'
import { importFhir } from '#domain/questionnaire/fhir-import.ts'
import type { QuestionnaireText, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import { Questionnaire as QuestionnaireSchema, QuestionnaireTexts as TextsSchema } from '#domain/questionnaire/questionnaire-schema.ts'
import { type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'
import { compareVersions } from '#domain/questionnaire/version.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** A comment is read by whoever works on the draft, and is kept as it was written. */
const danish: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('../../content/texts/questionnaire.da.json', import.meta.url), 'utf8'),
)

/** Bytes: the largest of ours is a fifth of it, in four languages. */
const largest = 2_000_000
/** Of objects and lists within each other; FHIR of ours has twelve. */
const deepest = 60

/**
 * A questionnaire of another system, or of another installation of ours, becomes a draft of the association's. What does not come
 * along is answered, and stands as a comment on the draft too, so that it is dealt with before anybody publishes.
 */
export const answerImportEdition = handle(importEdition, async ({ actor, tx, body, now, newId, note }) => {
  const found = importFhir(readJson(body))
  if ('refused' in found) throw new Problem(found.refused === 'not-a-questionnaire' ? 'fhir-not-a-questionnaire' : 'fhir-nothing-asked')
  const { questionnaire, notCarried } = found
  if ((await listEditions(tx)).some(({ code, state }) => code === questionnaire.code && state === 'draft'))
    throw new Problem('edition-open-already')

  const newest = (await listOwnVersions(tx, questionnaire.code)).toSorted(compareVersions).at(-1)
  const version = newest === undefined ? '1.0' : nextEdition(newest)
  const definition = QuestionnaireSchema.safeParse({ ...questionnaire, version })
  const texts = TextsSchema.safeParse(wholeTexts(found.texts))
  if (!definition.success || !texts.success) throw new Problem('fhir-not-a-questionnaire')
  const id = newId()
  const at = now.toISOString()
  await insertEdition(tx, {
    id,
    code: questionnaire.code,
    baseVersion: newest ?? nothingBefore,
    version,
    state: 'draft',
    questionnaire: definition.data,
    texts: texts.data,
    revision: 1,
    authorId: actor.accountId,
    changedAt: at,
  })
  if (notCarried.length > 0)
    await insertEditionComment(tx, {
      id: newId(),
      editionId: id,
      item: '',
      words: notCarried
        .map(
          ({ at: place, what, found: element }) =>
            `${place}: ${danish[`questionnaire.moving.what.${what}`] ?? what}${element === '' ? '' : ` (${element})`}`,
        )
        .join('\n')
        .slice(0, 4000),
      role: actor.role,
      authorId: actor.accountId,
      at,
      resolvedAt: null,
    })
  note(`editions:${id}`)
  return { id, notCarried: [...notCarried] }
})

function readJson(body: Uint8Array): unknown {
  if (body.length > largest) throw new Problem('too-large')
  let file: unknown
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Problem('fhir-not-a-questionnaire')
  }
  if (!isKeepable(file, deepest)) throw new Problem('fhir-not-a-questionnaire')
  return file
}

/** No deeper than that, and without what PostgreSQL keeps in no text, names of members included: NUL and halves of pairs. */
function isKeepable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.entries(value).every(([key, member]) => isKeepable(key, depth) && isKeepable(member, depth - 1))
}

const missing = { da: '(mangler)', en: '(missing)', ar: '(ناقص)', uk: '(бракує)' } as const

/**
 * Both of our languages, for a draft has both: what the file lacks stands there in the language it has, and is to be translated.
 * Why a question is asked is said by hardly any other system; it is to be written.
 */
function wholeTexts(texts: Readonly<Partial<Record<RespondentLanguage, QuestionnaireText>>>): Partial<QuestionnaireTexts> {
  const whole = Object.fromEntries(
    respondentLanguages.flatMap((language) => {
      const text = texts[language]
      if (!text) return []
      const items = Object.entries(text.items).map(([code, words]) => [code, { ...words, why: words.why || missing[language] }])
      return [[language, { ...text, items: Object.fromEntries(items) }]]
    }),
  ) as Partial<Record<RespondentLanguage, QuestionnaireText>>
  const any = whole.da ?? whole.en ?? whole.ar ?? whole.uk
  return any ? { ...whole, da: whole.da ?? any, en: whole.en ?? any } : {}
}
