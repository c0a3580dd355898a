import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QuestionnaireText } from './questionnaire.ts'
import { wordingIn } from './wording.ts'

const text = (title: string): QuestionnaireText => ({ title, intro: '', themes: {}, items: {} })
const [da, en, ar] = [text('da'), text('en'), text('ar')]

test('what is shown says which language it is in: the wanted one, else Danish, else the first there is', () => {
  assert.deepEqual(wordingIn({ da, en, ar }, 'ar'), { language: 'ar', text: ar })
  assert.deepEqual(wordingIn({ da, en }, 'uk'), { language: 'da', text: da })
  assert.deepEqual(wordingIn({ da }, 'en'), { language: 'da', text: da })
  assert.deepEqual(wordingIn({ en, ar }, 'da'), { language: 'en', text: en })
  assert.throws(() => wordingIn({}, 'da'))
})
