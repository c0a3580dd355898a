/** Released benchmarks as open data: the figures that a report shows of the same areas, and the words they need to be read. */
import { cardsOf } from './card.ts'
import { figureRows } from './figure-rows.ts'
import { regionName } from './region.ts'
import type { Benchmark } from '../disclosure/benchmark.ts'
import { parseUnitKey } from '../organisation/unit.ts'
import { countedItems } from '../questionnaire/indices.ts'
import type { Item, Questionnaire, QuestionnaireText } from '../questionnaire/questionnaire.ts'
import type { Language } from '../text/text.ts'

export type Both = { readonly da: string; readonly en: string }

export const licence = { code: 'CC-BY-4.0', address: 'https://creativecommons.org/licenses/by/4.0/' } as const

/** What everybody who uses the figures has to know. */
export const notes = {
  da: [
    'Tallene er summer af hele blokke af mindst tre kommuner, hvor ingen har mere end tre fjerdedele af svarene. Derfor kan de være ældre end kommunernes egne.',
    'Det er svar fra de kommuner, der har spurgt og frigivet tal, og ikke en stikprøve af hele landet. Alle spørgsmål er frivillige.',
    'Intervallet er 95 %. Elever på samme skole ligner hinanden; det er regnet med.',
    'Spørgsmål, der mangler for et område, er ikke frigivet af kommuner nok.',
    'Tal må ikke bruges til at rangordne steder.',
  ],
  en: [
    "The figures are sums of whole blocks of at least three municipalities, none of which has more than three quarters of the answers. So they may be older than the municipalities' own.",
    'They are answers from the municipalities that have asked and released figures, and no sample of the whole country. Every question is voluntary.',
    'The interval is 95 %. Pupils of the same school are alike, which is taken into account.',
    'Questions that are missing of an area have not been released by enough municipalities.',
    'Figures may not be used to rank places.',
  ],
} as const

export function areaName(area: string): Both {
  const unit = parseUnitKey(area)
  if (unit?.level !== 'region') return { da: 'Hele landet', en: 'The whole country' }
  const name = regionName(unit.code) ?? unit.code
  return { da: name, en: name }
}

/** What is said of each question, in both languages: not in the words of an instrument, which are not ours to give away. */
export function codebookOf(questionnaire: Questionnaire, texts: Readonly<Record<Language, Pick<QuestionnaireText, 'themes' | 'items'>>>) {
  const both = (say: (language: Language) => string | undefined): Both => ({ da: say('da') ?? '', en: say('en') ?? '' })
  return countedItems(questionnaire)
    .filter(({ options }) => options.length > 0)
    .map((item) => ({
      item: item.code,
      theme: item.theme,
      themeName: both((language) => texts[language].themes[item.theme]),
      question: both((language) => (isOurs(item) ? texts[language].items[item.code]?.question : '')),
      favourable: item.favourable,
      options: item.options.map((option) => ({
        option,
        text: both((language) => (isOurs(item) ? texts[language].items[item.code]?.options[option] : '')),
      })),
    }))
}

function isOurs({ instrument }: Item): boolean {
  return instrument === undefined
}

/** A row for each figure that is open of an area: of everybody, and of girls and of boys where both are released. */
export function openRows(questionnaire: Questionnaire, benchmark: Omit<Benchmark, 'holds'>) {
  const level = benchmark.area === 'country' ? 'country' : 'region'
  const unit = { unit: benchmark.area, level, name: areaName(benchmark.area).da, grade: null, kind: null } as const
  const { all, female, male, moments, institutions } = benchmark
  const cards = cardsOf(
    questionnaire,
    { ...unit, sums: { all, female, male }, moments: moments ?? null, schools: institutions, turnout: benchmark, isSealed: true },
    { state: 'sealed', split: true, comparison: null, above: [], items: () => true },
  )
  const themes = questionnaire.themes.map((theme) => ({ theme, cards: cards.filter((card) => card.theme === theme) }))
  return figureRows({ unit, themes } as unknown as Parameters<typeof figureRows>[0], { themes: {}, items: {} }, 'da').flatMap((row) =>
    row.option === null || row.n === null
      ? []
      : [
          {
            area: benchmark.area,
            item: row.item,
            split: row.split,
            option: row.option,
            n: row.n,
            count: row.count,
            percent: row.percent,
            low: row.low,
            high: row.high,
            mean: row.mean,
            meanLow: row.meanLow,
            meanHigh: row.meanHigh,
            declined: row.declined ?? 0,
            blank: row.blank ?? 0,
          },
        ],
  )
}
