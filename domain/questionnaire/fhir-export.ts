/** A questionnaire as FHIR R4, so that it can move to another system and back without a word lost. */
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import {
  type Beside,
  type EnableWhen,
  type Extension,
  type FhirItem,
  type FhirItemType,
  type FhirQuestionnaire,
  type NotCarried,
  canonical,
  extensions,
  itemControlSystem,
  optionSystem,
} from './fhir.ts'
import type { Condition, Item, ItemKind, ItemText, Questionnaire, QuestionnaireText, QuestionnaireTexts } from './questionnaire.ts'

/**
 * The whole questionnaire in all its languages. `notCarried` lists what a reader who does not know our extensions will not see:
 * conditions that FHIR's `enableWhen` cannot say, and the range of what is measured on a clock or by months.
 */
export function exportFhir(
  questionnaire: Questionnaire,
  texts: QuestionnaireTexts,
): { readonly resource: FhirQuestionnaire; readonly notCarried: readonly NotCarried[] } {
  const said = textsOf(texts)
  const { code, version, respondent, grades, tracks = [], themes, items, indices = [] } = questionnaire
  const resource: FhirQuestionnaire = {
    resourceType: 'Questionnaire',
    language: 'da',
    extension: [
      {
        url: extensions.questionnaire,
        extension: [
          { url: 'respondent', valueCode: respondent },
          ...grades.map((grade) => ({ url: 'grade', valueInteger: grade })),
          ...tracks.map((track) => ({ url: 'track', valueCode: track })),
          ...indices.map((index) => ({
            url: 'index',
            extension: [
              { url: 'code', valueCode: index.code },
              { url: 'theme', valueCode: index.theme },
              ...index.items.map((item) => ({ url: 'item', valueCode: item })),
              ...text(
                'words',
                said((words) => words.indices?.[index.code]),
              ),
            ],
          })),
        ],
      },
    ],
    url: `${canonical}/${code}`,
    version,
    name: code,
    ...named(
      'title',
      said((text) => text.title),
    ),
    status: 'active',
    subjectType: ['Patient'],
    ...named(
      'description',
      said((text) => text.intro),
    ),
    item: themes.map((theme) => ({
      linkId: theme,
      extension: [{ url: extensions.theme, extension: [{ url: 'theme', valueCode: theme }] }],
      ...named(
        'text',
        said((text) => text.themes[theme]),
      ),
      type: 'group' as const,
      item: rowsOf(
        items.filter((item) => item.theme === theme),
        items,
        said,
      ),
    })),
  }
  return { resource, notCarried: items.flatMap((item) => seenByOursAlone(item, items)) }
}

/** A text in every language that has it. */
type Said = Partial<Record<RespondentLanguage, string>>
type Of = (pick: (text: QuestionnaireText) => string | undefined) => Said

function textsOf(texts: QuestionnaireTexts): Of {
  return (pick) =>
    Object.fromEntries(
      respondentLanguages.flatMap((language) => {
        const text = texts[language]
        const found = text && pick(text)
        return found === undefined ? [] : [[language, found]]
      }),
    )
}

type Named<Element extends string> = { readonly [E in Element]?: string } & { readonly [E in `_${Element}`]?: Beside }

/** `title` with `_title` beside it for the other languages; nothing at all when no language has it. */
function named<Element extends string>(element: Element, { da, ...others }: Said): Named<Element> {
  const translations = Object.entries(others).map(([language, text]) => ({
    url: extensions.translation,
    extension: [
      { url: 'lang', valueCode: language },
      { url: 'content', valueString: text },
    ],
  }))
  return {
    ...(da === undefined ? {} : { [element]: da }),
    ...(translations.length === 0 ? {} : { [`_${element}`]: { extension: translations } }),
  } as Named<Element>
}

/** A part of an extension that is a text; none where no language has it. */
function text(url: string, said: Said): readonly Extension[] {
  return Object.keys(said).length === 0 ? [] : [{ url, ...named('valueString', said) }]
}

/** The items of a theme; those of a grid together in a group of their own. */
function rowsOf(mine: readonly Item[], all: readonly Item[], said: Of): readonly FhirItem[] {
  const rows: FhirItem[] = []
  mine.forEach((item, at) => {
    if (item.grid === undefined) rows.push(itemOf(item, all, said))
    else if (mine[at - 1]?.grid !== item.grid) {
      const { grid } = item
      const after = mine.slice(at)
      const end = after.findIndex((one) => one.grid !== grid)
      rows.push({
        linkId: `grid-${grid}`,
        extension: [control('table')],
        ...named(
          'text',
          said((text) => text.grids?.[grid]),
        ),
        type: 'group',
        item: (end === -1 ? after : after.slice(0, end)).map((one) => itemOf(one, all, said)),
      })
    }
  })
  return rows
}

const types: Readonly<Record<ItemKind, FhirItemType>> = {
  single: 'choice',
  frequency: 'choice',
  agreement: 'choice',
  faces: 'choice',
  ladder: 'choice',
  multiple: 'choice',
  number: 'integer',
  clock: 'time',
  month: 'date',
  text: 'string',
  information: 'display',
}

const controls: Partial<Readonly<Record<ItemKind, string>>> = {
  single: 'radio-button',
  frequency: 'radio-button',
  agreement: 'radio-button',
  faces: 'radio-button',
  ladder: 'radio-button',
  multiple: 'check-box',
}

function itemOf(item: Item, all: readonly Item[], said: Of): FhirItem {
  const { code, kind, measure, showIf } = item
  const of = (pick: (text: ItemText) => string | undefined) => said((text) => text.items[code] && pick(text.items[code]))
  const unit = of((text) => text.unit)
  const enabled = showIf && enableWhen(showIf, all)
  return {
    linkId: code,
    extension: [
      ...(controls[kind] === undefined ? [] : [control(controls[kind])]),
      ...(kind === 'number' && Object.keys(unit).length > 0 ? [{ url: extensions.unit, valueCoding: named('display', unit) }] : []),
      ...(kind === 'number' && measure
        ? [
            { url: extensions.least, valueInteger: measure.from },
            { url: extensions.greatest, valueInteger: measure.to },
          ]
        : []),
      { url: extensions.item, extension: particulars(item, of) },
    ],
    ...named(
      'text',
      of((text) => text.question),
    ),
    type: types[kind],
    ...(enabled ? enabled : {}),
    ...(kind === 'information' ? {} : { required: false, repeats: kind === 'multiple' }),
    ...(kind === 'text' ? { maxLength: 500 } : {}),
    ...(types[kind] === 'choice'
      ? {
          answerOption: item.options.map((option) => ({
            valueCoding: {
              system: optionSystem,
              code: option,
              ...named(
                'display',
                of((text) => text.options[option]),
              ),
            },
          })),
        }
      : {}),
  }
}

/** Everything FHIR has no place for. */
function particulars(item: Item, of: (pick: (text: ItemText) => string | undefined) => Said): readonly Extension[] {
  const { measure, instrument } = item
  return [
    { url: 'kind', valueCode: item.kind },
    { url: 'questionClass', valueCode: item.questionClass },
    { url: 'isCore', valueBoolean: item.isCore },
    { url: 'isTeachingEnvironment', valueBoolean: item.isTeachingEnvironment },
    ...item.sensitiveOptions.map((option) => ({ url: 'sensitiveOption', valueCode: option })),
    ...item.favourable.map((option) => ({ url: 'favourable', valueCode: option })),
    ...(item.pictogram === undefined ? [] : [{ url: 'pictogram', valueCode: item.pictogram }]),
    ...(item.replaces === undefined ? [] : [{ url: 'replaces', valueCode: item.replaces }]),
    ...(instrument
      ? [
          {
            url: 'instrument',
            extension: [
              { url: 'code', valueCode: instrument.code },
              { url: 'version', valueCode: instrument.version },
            ],
          },
        ]
      : []),
    ...(measure
      ? [
          {
            url: 'measure',
            extension: [
              { url: 'from', valueInteger: measure.from },
              { url: 'to', valueInteger: measure.to },
              { url: 'step', valueInteger: measure.step },
            ],
          },
          ...item.options.map((option, at) => ({
            url: 'band',
            extension: [
              { url: 'option', valueCode: option },
              ...(measure.starts[at] === undefined ? [] : [{ url: 'start', valueInteger: measure.starts[at] }]),
              ...text(
                'words',
                of((words) => words.options[option]),
              ),
            ],
          })),
        ]
      : []),
    ...text(
      'help',
      of((words) => words.help),
    ),
    ...text(
      'why',
      of((words) => words.why),
    ),
    ...text(
      'use',
      of((words) => words.use),
    ),
    ...text(
      'finding',
      of((words) => (words.finding === '' ? undefined : words.finding)),
    ),
    ...(item.showIf ? [conditionOf(item.showIf)] : []),
  ]
}

function conditionOf(condition: Condition): Extension {
  const op: Extension = { url: 'op', valueCode: condition.op }
  if ('all' in condition) return { url: 'condition', extension: [op, ...condition.all.map(conditionOf)] }
  if ('condition' in condition) return { url: 'condition', extension: [op, conditionOf(condition.condition)] }
  return {
    url: 'condition',
    extension: [
      op,
      { url: 'item', valueCode: condition.item },
      ...('option' in condition ? [{ url: 'option', valueCode: condition.option }] : []),
    ],
  }
}

type Enabled = Pick<FhirItem, 'enableWhen' | 'enableBehavior'>

/** The condition as FHIR says it: a list of which all, or any, hold; undefined where that can't say it. */
function enableWhen(condition: Condition, all: readonly Item[]): Enabled | undefined {
  const flat = 'all' in condition ? condition.all.map((part) => single(part, all)) : [single(condition, all)]
  const whole = flat.filter((part) => part !== undefined)
  if (whole.length < flat.length) return undefined
  // Each part may be "any of": fine beside others of which any must hold, and alone, but not where all must.
  const isAll = condition.op === 'and'
  if (isAll && whole.some((part) => part.length > 1)) return undefined
  const list = whole.flat()
  return { enableWhen: list, ...(list.length > 1 ? { enableBehavior: isAll ? ('all' as const) : ('any' as const) } : {}) }
}

/** Any of them; undefined for what can't be said so. */
function single(condition: Condition, all: readonly Item[]): readonly EnableWhen[] | undefined {
  if (condition.op === 'answered') return [{ question: condition.item, operator: 'exists', answerBoolean: true }]
  if (!('option' in condition)) return undefined
  const item = all.find(({ code }) => code === condition.item)
  if (!item || types[item.kind] !== 'choice') return undefined
  const from = item.options.indexOf(condition.option)
  const options = condition.op === 'atLeast' ? item.options.slice(from) : [condition.option]
  return from === -1
    ? undefined
    : options.map((option) => ({ question: condition.item, operator: '=', answerCoding: { system: optionSystem, code: option } }))
}

/** What only a reader of our extensions knows of it. */
function seenByOursAlone(item: Item, all: readonly Item[]): readonly NotCarried[] {
  return [
    ...(item.showIf && !enableWhen(item.showIf, all)
      ? [{ at: item.code, what: 'condition-in-our-extension-alone', found: item.showIf.op } as const]
      : []),
    ...(item.kind === 'clock' || item.kind === 'month'
      ? [{ at: item.code, what: 'answer-in-our-extension-alone', found: `${item.measure?.from}-${item.measure?.to}` } as const]
      : []),
  ]
}

function control(code: string): Extension {
  return { url: extensions.itemControl, valueCodeableConcept: { coding: [{ system: itemControlSystem, code }] } }
}
