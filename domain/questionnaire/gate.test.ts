/** The gate: each finding by a question that has it and one that nearly has it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BankContent, type BankText, emptyText, type Translation } from './bank.ts'
import { type BankFault, checkAtGate, checkBankItem, type GateFault, isHeldBack, severityOf } from './gate.ts'
import type { Item, ItemKind, Questionnaire, QuestionnaireText } from './questionnaire.ts'

type Change = {
  readonly da?: Partial<BankText>
  readonly en?: Partial<BankText>
  readonly ar?: Partial<BankText>
  readonly item?: Partial<Item>
  readonly grades?: readonly number[]
  readonly respondents?: BankContent['respondents']
  readonly translations?: Readonly<Record<string, Translation>>
}

const item: Item = {
  code: 'read-days',
  theme: 'leisure',
  kind: 'single',
  options: ['none', 'some', 'most'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: ['most'],
  isCore: false,
  isTeachingEnvironment: false,
}
const da: BankText = {
  question: 'Hvor mange dage den sidste uge læste du i en bog?',
  help: '',
  why: 'Vi vil vide, om du har tid til at læse.',
  use: 'Skolen bruger svaret, når den køber bøger.',
  unit: '',
  options: { none: 'Ingen dage', some: '1-3 dage', most: '4-7 dage' },
  finding: 'læste i en bog de fleste dage',
}
const en: BankText = {
  question: 'On how many days in the last week did you read a book?',
  help: '',
  why: 'We want to know whether you have time to read.',
  use: 'The school uses the answer when it buys books.',
  unit: '',
  options: { none: 'No days', some: '1-3 days', most: '4-7 days' },
  finding: 'read a book on most days',
}

function question(change: Change = {}) {
  return {
    respondents: change.respondents ?? ['pupil'],
    grades: change.grades ?? [4, 5, 6],
    item: { ...item, ...change.item },
    texts: { da: { ...da, ...change.da }, en: { ...en, ...change.en }, ar: { ...emptyText, ...change.ar }, uk: emptyText },
    ...(change.translations ? { translations: change.translations } : {}),
  } as const
}

const faultsOf = (change: Change) => checkBankItem(question(change)).map(({ fault }) => fault)
const scale = (kind: ItemKind, options: readonly string[]) => ({ kind, options, favourable: [] })
const words = (options: Record<string, string>) => ({ options, finding: '' })
const both = (options: Record<string, string>) => ({ da: words(options), en: words(options) })
const five = { a: 'Den ene', b: 'Den anden', c: 'Den tredje', d: 'Den fjerde', e: 'Den femte' }
const six = { ...five, f: 'Den sjette' }
const steps = (low: string, high: string) =>
  Object.fromEntries(Array.from({ length: 11 }, (_, at) => [String(at), at === 0 ? low : at === 10 ? high : String(at)]))
const ladder = { kind: 'ladder', options: Object.keys(steps('', '')), favourable: [] } as const

/** Of each finding: a question that has it, and one that nearly has it. */
const cases: readonly (readonly [fault: GateFault, has: Change, nearly: Change])[] = [
  ['not-written', { da: { why: ' ' } }, { da: { why: 'Fordi.' } }],
  ['use-missing', { da: { use: '' } }, { da: { use: 'Skolen køber bøger.' } }],
  ['grades-missing', { grades: [] }, { grades: [], respondents: ['parent'] }],
  [
    'asks-for-a-name',
    { da: { question: 'Hvilken elev driller mest i din klasse?' } },
    { da: { question: 'Hvor mange dage den sidste uge drillede nogen dig?' } },
  ],
  ['asks-for-a-name', { en: { question: 'Who teases you the most?' } }, { en: { question: 'Is there somebody who helps you?' } }],
  [
    'quasi-identifier',
    { da: { question: 'Hvornår er du født?' } },
    { da: { question: 'I hvilken uge blev dit barn født?' }, respondents: ['parent'] },
  ],
  ['quasi-identifier', { da: { question: 'Hvad er din adresse?' } }, { da: { question: 'Hvor mange hjem bor du i til hverdag?' } }],
  ['quasi-identifier', { da: { question: 'Hvilket land kommer du fra?' } }, { da: { question: 'Hvor meget taler I dansk derhjemme?' } }],
  ['quasi-identifier', { da: { question: 'Hvilken klub går du i?' } }, { da: { question: 'Går du til noget i en klub?' } }],
  [
    'quasi-identifier',
    { en: { question: 'What is your date of birth?' } },
    { en: { question: 'How many dates did you eat in the last week?' } },
  ],
  [
    'double-negation',
    { da: { question: 'Hvor mange dage den sidste uge var du ikke uden frokost?' } },
    { da: { question: 'Hvor mange dage den sidste uge var du uden frokost?' } },
  ],
  [
    'two-questions',
    { da: { question: 'Hvor mange dage den sidste uge løb og/eller cyklede du?' } },
    { da: { question: 'Hvor mange dage den sidste uge løb du?' } },
  ],
  [
    'two-questions',
    { da: { question: 'Er du glad? Hvor tit den sidste uge?' } },
    { da: { question: 'Hvor tit var du glad den sidste uge?' } },
  ],
  [
    'perhaps-two-questions',
    { da: { question: 'Hvor mange dage den sidste uge var du glad og tryg?' } },
    { da: { question: 'Hvor mange dage den sidste uge drak du saft eller sodavand?' } },
  ],
  [
    'option-without-words',
    { item: scale('agreement', ['a', 'b', 'c']), ...both({ a: '1', b: '2', c: 'Helt' }) },
    { item: scale('agreement', ['a', 'b', 'c']), ...both({ a: '1 – slet ikke', b: '2 – lidt', c: '3 – helt' }) },
  ],
  [
    'option-without-words',
    { item: scale('single', ['a', 'b']), ...both({ a: '1', b: '2' }) },
    { item: scale('single', ['a', 'b']), ...both({ a: 'Ingen', b: '2' }) },
  ],
  [
    'ladder-ends-without-words',
    { item: ladder, ...both(steps('0', '10 – rigtig godt')) },
    { item: ladder, ...both(steps('0 – slet ikke godt', '10 – rigtig godt')) },
  ],
  [
    'too-many-options',
    { item: scale('single', Object.keys(six)), grades: [8], ...both(six) },
    { item: scale('single', Object.keys(five)), grades: [8], ...both(five) },
  ],
  [
    'too-many-options-for-youngest',
    { item: scale('single', Object.keys(five)), grades: [2, 3], ...both(five) },
    { item: scale('faces', Object.keys(five)), grades: [2, 3], ...both(five) },
  ],
  [
    'many-options-for-middle',
    { item: scale('multiple', Object.keys(five)), ...both(five) },
    { item: scale('multiple', Object.keys(five)), grades: [7, 8], ...both(five) },
  ],
  [
    'sensitive-words-open',
    { da: { question: 'Hvor mange dage den sidste måned drak du alkohol?' } },
    {
      da: { question: 'Hvor mange dage den sidste måned drak du alkohol?' },
      item: { questionClass: 'sensitive', sensitiveOptions: ['some'] },
    },
  ],
  [
    'sensitive-words-open',
    { da: { options: { ...da.options, none: 'Jeg var fuld' } } },
    { da: { question: 'Hvor mange dage den sidste uge var kalenderen fyldt?' } },
  ],
  [
    'sensitive-theme-open',
    { item: { theme: 'sexuality' } },
    { item: { theme: 'sexuality', questionClass: 'sensitive', sensitiveOptions: ['some'] } },
  ],
  [
    'leading-wording',
    { da: { question: 'Synes du ikke, at det er sjovt at læse?' } },
    { da: { question: 'Hvor sjovt var det at læse den sidste uge?' } },
  ],
  [
    'leading-wording',
    { en: { question: 'Don’t you like to read?' } },
    { en: { question: 'How much did you like to read in the last week?' } },
  ],
  [
    'absolute-word',
    { da: { question: 'Læser du altid, før du sover?' } },
    { da: { question: 'Hvor mange aftener den sidste uge læste du, før du sov?' } },
  ],
  [
    'no-time-frame',
    { da: { question: 'Hvor tit læser du i en bog?' } },
    { da: { question: 'Hvor tit læste du i en bog den sidste uge?' } },
  ],
  ['no-time-frame', { en: { question: 'How often do you read?' } }, { en: { question: 'How often do you read in a week?' } }],
  ['forbidden-word', { da: { why: 'Svaret er anonymt.' } }, { da: { why: 'Svaret er fortroligt, og kun skolen ser klassens tal.' } }],
  [
    'needs-somebody-to-act',
    { da: { question: 'Hvor mange gange den sidste måned ville du skade dig selv?' } },
    { da: { question: 'Hvor mange gange den sidste måned kom du til skade i skolen?' } },
  ],
  [
    'item-hard-to-read',
    {
      da: {
        why: 'Undervisningsmiljøvurderingens kvalitetsudviklingsperspektiver forudsætter sammenlignelighed mellem kommunernes besvarelser.',
        use: 'Forvaltningens udviklingskonsulenter udarbejder indsatsbeskrivelser.',
      },
    },
    { da: { why: 'Skolen vil gerne gøre det bedre at læse.' } },
  ],
  ['translation-incomplete', { en: { options: { none: 'No days', some: '1-3 days', most: '' } } }, {}],
  ['translation-incomplete', { ar: { question: 'كم يومًا قرأت؟' } }, { ar: { options: { none: 'لا' } } }],
  [
    'place-missing',
    { da: { help: 'Tænk på {name}.' }, en: { help: 'Think of them.' } },
    { da: { help: 'Tænk på {name}.' }, en: { help: 'Of {name}.' } },
  ],
  [
    'translation-outdated',
    { translations: { en: { from: { why: 'Før stod der noget andet.' }, writtenBy: null, check: null } } },
    { translations: { en: { from: { why: da.why }, writtenBy: null, check: null } } },
  ],
  [
    'translation-unchecked',
    { translations: { en: { from: {}, writtenBy: null, check: null } } },
    { translations: { en: { from: {}, writtenBy: null, check: { byId: 'x', at: '', note: '' } } } },
  ],
  ['text-by-name-only', { item: scale('text', []), ...both({}) }, {}],
  ['favourable-without-finding', { da: { finding: '' } }, { da: { finding: '' }, item: { favourable: [] }, en: { finding: '' } }],
  [
    'bands-do-not-fit',
    { item: { ...scale('number', ['a', 'b']), measure: { from: 0, to: 10, step: 1, starts: [0, 0] } }, ...both({ a: 'Få', b: 'Mange' }) },
    { item: { ...scale('number', ['a', 'b']), measure: { from: 0, to: 10, step: 1, starts: [0, 5] } }, ...both({ a: 'Få', b: 'Mange' }) },
  ],
]

for (const [fault, has, nearly] of cases)
  test(`${fault}: ${has.da?.question ?? has.en?.question ?? JSON.stringify(has).slice(0, 80)}`, () => {
    assert.ok(faultsOf(has).includes(fault), `has it: ${faultsOf(has).join()}`)
    assert.ok(!faultsOf(nearly).includes(fault), `nearly has it: ${faultsOf(nearly).join()}`)
  })

test('a well-worded question goes through, and nothing is said of it', () => {
  assert.deepEqual(checkBankItem(question()), [])
})

test('what is advice holds nothing back; everything else does', () => {
  const advised = checkBankItem(question({ da: { question: 'Hvor tit læser du i en bog?' }, en: { question: 'How often do you read?' } }))
  assert.deepEqual([advised.length, isHeldBack(advised)], [2, false])
  assert.equal(isHeldBack(checkBankItem(question({ da: { use: '' } }))), true)
  const kinds: readonly BankFault[] = ['perhaps-two-questions', 'absolute-word', 'no-time-frame', 'sensitive-theme-open']
  for (const fault of kinds) assert.equal(severityOf(fault), 'advice')
})

test('what blocks stands first', () => {
  const severities = checkBankItem(question({ da: { question: 'Læser du altid?', use: '' } })).map(({ severity }) => severity)
  assert.deepEqual(severities, [...severities].toSorted().toReversed())
})

test('a whole questionnaire goes through the same gate, and says which question it is about', () => {
  const questionnaire: Questionnaire = {
    format: 1,
    code: 'test',
    version: '1.0',
    respondent: 'pupil',
    grades: [4, 5, 6],
    themes: ['leisure'],
    items: [item],
  }
  const text = (own: BankText): QuestionnaireText => {
    const { help: _, unit: __, ...rest } = own
    return { title: 'Titel', intro: 'Om det.', themes: { leisure: 'Fritid' }, items: { [item.code]: rest } }
  }
  assert.deepEqual(checkAtGate(questionnaire, { da: text(da), en: text(en) }), [])
  const { use: _, ...withoutUse } = text(da).items[item.code] ?? { use: '', question: '', why: '', options: {}, finding: '' }
  const old = { ...text(da), items: { [item.code]: withoutUse } }
  const findings = checkAtGate(questionnaire, { da: old, en: text(en) })
  assert.deepEqual(
    findings.map(({ fault, item: about, severity }) => [fault, about, severity]),
    [['use-missing', 'read-days', 'blocking']],
  )
})

test('a promise that cannot be kept is not made in a translation either, in a question or around it', () => {
  const ar = { ...emptyText, question: 'إجابتك مجهولة الهوية؟' }
  assert.ok(checkBankItem(question({ ar })).some(({ fault, language }) => fault === 'forbidden-word' && language === 'ar'))
  const text = (title: string): QuestionnaireText => ({ title, intro: title, themes: { leisure: title }, items: {} })
  const questionnaire: Questionnaire = {
    format: 1,
    code: 'q',
    version: '1.0',
    respondent: 'parent',
    grades: [],
    themes: ['leisure'],
    items: [],
  }
  const texts = { da: text('Trivsel'), en: text('Wellbeing'), uk: text('Анонімне опитування'), ar: text('استبيان') }
  const found = checkAtGate(questionnaire, texts).filter(({ fault }) => fault === 'forbidden-word')
  assert.deepEqual(new Set(found.map(({ language }) => language)), new Set(['uk']))
})

test('what is sensitive is so in the help text too: a plain question does not make it open', () => {
  assert.ok(faultsOf({ da: { help: 'Tænk på øl, vin og spiritus.' } }).includes('sensitive-words-open'))
})
