import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownQuestion } from '../../../tests/own-question.ts'
import { mayHavePictogram, withPictogram } from './item-change.ts'

test('a picture is offered for who does not read yet, and can be taken away again', () => {
  const question = ownQuestion('k881-leg')
  assert.equal(mayHavePictogram(question), false, 'pupils of grades 4-6 read')
  assert.equal(mayHavePictogram({ ...question, respondents: ['parent'], grades: [0] }), false, 'and so do parents')
  const youngest = { ...question, grades: [0, 1, 2, 3] }
  assert.equal(mayHavePictogram(youngest), true)
  const drawn = withPictogram(youngest, 'ball')
  assert.equal(drawn.item.pictogram, 'ball')
  assert.equal(mayHavePictogram({ ...drawn, grades: [4] }), true, 'one that is there can always be taken away')
  assert.equal('pictogram' in withPictogram(drawn, '').item, false)
})
