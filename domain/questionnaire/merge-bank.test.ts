import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BankContent, blankItem, emptyText, withWords } from './bank.ts'
import { bankFields, mergeBankFields, withBankFields } from './merge-bank.ts'

const read: BankContent = {
  item: blankItem({ code: 'q', theme: 'school', kind: 'single', isCore: false }),
  respondents: ['pupil'],
  grades: [4, 5],
  texts: { da: { ...emptyText, options: { a: 'Ja', b: 'Nej' } }, en: emptyText, ar: emptyText, uk: emptyText },
}
const worded = (content: BankContent, language: 'da' | 'en', field: string, words: string): BankContent => ({
  ...content,
  texts: { ...content.texts, [language]: withWords(content.texts[language], field, words) },
})
const built = (options: readonly string[]): BankContent => ({ ...read, item: { ...read.item, options } })
function merge(mine: BankContent, theirs: BankContent) {
  const { merged, clashes } = mergeBankFields(bankFields(read), bankFields(mine), bankFields(theirs))
  return { content: withBankFields(theirs, merged), clashes }
}

test('the author words the Danish while a translator writes the English, and both stand', () => {
  const { content, clashes } = merge(worded(read, 'da', 'question', 'Er der ro?'), worded(read, 'en', 'options.a', 'Yes'))
  assert.deepEqual(clashes, [])
  assert.deepEqual([content.texts.da.question, content.texts.en.options['a'], content.texts.da.options['b']], ['Er der ro?', 'Yes', 'Nej'])
})

test('the structure is one: who is asked and which answers count are not put together of two minds', () => {
  const { clashes } = merge({ ...read, grades: [6] }, { ...read, item: { ...read.item, favourable: ['a'] } })
  assert.deepEqual(clashes, ['structure'])
  assert.deepEqual(merge({ ...read, grades: [6] }, worded(read, 'da', 'help', 'Tænk på i dag')).clashes, [])
})

test('one has taken an answer away that another has worded: they are asked, whoever of them saves last', () => {
  const [without, other] = [built(['a']), worded(read, 'en', 'options.b', 'No')]
  for (const [mine, theirs] of [
    [without, other],
    [other, without],
  ] as const) {
    const { content, clashes } = merge(mine, theirs)
    assert.deepEqual(clashes, ['structure'])
    assert.deepEqual(content.item.options, mine.item.options, 'mine stands until somebody chooses')
    assert.equal(content.texts.en.options['b'], 'No')
  }
  assert.deepEqual(merge(without, worded(read, 'en', 'question', 'Is it quiet?')).clashes, [])
})

test('a question taken apart and put together is the same, in whatever order its parts come', () => {
  assert.deepEqual(withBankFields(read, bankFields(read)), read)
  const { code, ...rest } = read.item
  assert.deepEqual(bankFields({ ...read, item: { ...rest, code } }), bankFields(read))
})
