import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostLeadingZero, readCpr } from './cpr.ts'

test('a CPR number is read with hyphen, with space and without', () => {
  for (const text of ['010112-9995', '010112 9995', '0101129995', ' 0101129995 ']) assert.equal(readCpr(text), '0101129995')
})

test('a number that fails modulus 11 is a CPR number like any other', () => {
  const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
  const failing = '0101129990'
  assert.notEqual([...failing].reduce((sum, digit, place) => sum + Number(digit) * (weights[place] ?? 0), 0) % 11, 0)
  assert.equal(readCpr(failing), failing)
})

test('a replacement number has 60 added to its day', () => {
  assert.equal(readCpr('610112-9995'), '6101129995')
  assert.equal(readCpr('910112-9995'), '9101129995')
  assert.equal(readCpr('920112-9995'), undefined)
  assert.equal(readCpr('600112-9995'), undefined)
})

test('the first six digits must be a day that exists', () => {
  assert.equal(readCpr('290212-9995'), '2902129995')
  for (const text of ['290213-9995', '310412-9995', '000112-9995', '010012-9995', '011312-9995', '320112-9995']) {
    assert.equal(readCpr(text), undefined, text)
  }
})

test('nothing else is a CPR number', () => {
  for (const text of ['', '010112999', '01011299955', '010112-99951', '0101A29995', '010112--9995', '٠١٠١١٢٩٩٩٥']) {
    assert.equal(readCpr(text), undefined, text)
  }
})

test('a number whose leading zero a spreadsheet took away is recognised and not guessed at', () => {
  assert.equal(lostLeadingZero('101129995'), true)
  assert.equal(readCpr('101129995'), undefined)
  assert.equal(lostLeadingZero('991129995'), false)
  assert.equal(lostLeadingZero('0101129995'), false)
})
