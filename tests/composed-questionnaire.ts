/**
 * A municipality's composition, published straight into the database: for tests of what becomes of its answers. How one is
 * composed is `server/composition`.
 */
import type { Item, ItemText, Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { mellemtrin } from './answered-wave.ts'
import type { TestDatabase } from './test-database.ts'

/** A question of the municipality's own, where `before` stands. */
export function ownItem(code: string, change: Partial<Item> = {}): Item {
  return {
    code,
    theme: 'leisure',
    kind: 'single',
    options: ['rarely', 'often'],
    questionClass: 'open',
    sensitiveOptions: [],
    favourable: ['often'],
    isCore: false,
    isTeachingEnvironment: false,
    ...change,
  }
}

/** Mellemtrin less some items, with some of the municipality's own first of all. */
export function composedOf(
  number: number,
  { leftOut = [], own = [] }: { readonly leftOut?: readonly string[]; readonly own?: readonly Item[] },
): Questionnaire {
  const items = [...own, ...mellemtrin.items.filter(({ code }) => !leftOut.includes(code))]
  return { ...mellemtrin, version: `${mellemtrin.version}.${number}`, items }
}

/** Publishes it for one municipality, with the words of the edition and invented ones for what is its own. */
export async function publishComposition(database: TestDatabase, municipalityId: number, questionnaire: Questionnaire): Promise<void> {
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select texts from common.questionnaire where municipality_id = 0 and code = $1 and version = $2', [
      questionnaire.code,
      mellemtrin.version,
    ])
    const texts = structuredClone(rows[0].texts)
    for (const { code, options } of questionnaire.items) {
      for (const language of ['da', 'en'])
        texts[language].items[code] ??= {
          question: `?${code}`,
          why: 'why',
          options: Object.fromEntries(options.map((option) => [option, option])),
          finding: 'finds',
        } satisfies ItemText
    }
    await client.query("insert into common.municipality values ($1, $2, '1083', 'Syddanmark', true) on conflict do nothing", [
      municipalityId,
      `Kommune ${municipalityId}`,
    ])
    await client.query(
      'insert into common.questionnaire (municipality_id, code, version, is_published, definition, texts) values ($1, $2, $3, true, $4, $5)',
      [municipalityId, questionnaire.code, questionnaire.version, JSON.stringify(questionnaire), JSON.stringify(texts)],
    )
  })
}
