import assert from 'node:assert/strict'
import { test } from 'node:test'
import { birthDay, lostLeadingZero, readCpr, yearsBetween } from './cpr.ts'

test('a CPR number is read with hyphen, with space and without', () => {
  for (const text of ['010112-9995', '010112 9995', '0101129995', ' 0101129995 ']) assert.equal(readCpr(text), '0101129995')
})

test('a number that fails modulus 11 is a CPR number like any other', () => {
  const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
  const failing = '0101129990'
  assert.notEqual([...failing].reduce((sum, digit, place) => sum + Number(digit) * (weights[place] ?? 0), 0) % 11, 0)
  assert.equal(readCpr(failing), failing)
})

test('those born on 1 January, who have long got numbers without a check digit, are read as everybody', () => {
  // cpr.dk, "Personnumre uden kontrolciffer": 1 January 1965 and 1966 were the first days to run out of numbers.
  const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
  const passes = (cpr: string) => [...cpr].reduce((sum, digit, place) => sum + Number(digit) * (weights[place] ?? 0), 0) % 11 === 0
  for (const day of ['010165', '010166', '010192', '010112', '610112']) {
    const numbers = Array.from({ length: 10_000 }, (_, tail) => `${day}${String(tail).padStart(4, '0')}`)
    assert.ok(numbers.filter(passes).length < 1_000, 'most fail modulus 11')
    for (const number of numbers) assert.equal(readCpr(number), number)
  }
})

test('29 February is a day in leap years alone, in replacement numbers too', () => {
  for (let year = 0; year < 100; year++) {
    const two = String(year).padStart(2, '0')
    const isLeap = year % 4 === 0
    assert.equal(readCpr(`2902${two}9990`) !== undefined, isLeap, two)
    assert.equal(readCpr(`8902${two}9990`) !== undefined, isLeap, two)
    assert.ok(readCpr(`2802${two}9990`))
  }
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

/** CPR-kontoret, "Personnummeret i CPR", 2008: the seventh digit and the two-digit year give the century. */
const centuries: readonly (readonly [seventh: string, years: string, from: number])[] = [
  ['0123', '00', 1900],
  ['0123', '99', 1900],
  ['49', '00', 2000],
  ['49', '36', 2000],
  ['49', '37', 1900],
  ['49', '99', 1900],
  ['5678', '00', 2000],
  ['5678', '57', 2000],
  ['5678', '58', 1800],
  ['5678', '99', 1800],
]

for (const [seventh, year, century] of centuries) {
  test(`the seventh digit ${[...seventh].join(', ')} with the year ${year} is ${century + Number(year)}`, () => {
    for (const digit of seventh) assert.equal(birthDay(`0102${year}${digit}995`), `${century + Number(year)}-02-01`)
  })
}

test('a replacement number carries the birthday of whoever got it', () => {
  assert.equal(birthDay('6102144995'), '2014-02-01')
  assert.equal(birthDay('9112144995'), '2014-12-31')
})

test('what is no CPR number has no birthday', () => {
  for (const text of ['', '010214499', '010214-4995', '01021449951']) assert.equal(birthDay(text), undefined)
})

test('years are whole, and turn on the birthday', () => {
  assert.equal(yearsBetween('2014-03-02', '2026-03-01'), 11)
  assert.equal(yearsBetween('2014-03-02', '2026-03-02'), 12)
  assert.equal(yearsBetween('2014-03-02', '2026-12-31'), 12)
  assert.equal(yearsBetween('2026-11-22', '2026-11-22'), 0)
})

test('who is born on 29 February is a year older on 1 March, and on the day itself in a leap year', () => {
  assert.equal(yearsBetween('2012-02-29', '2023-02-28'), 10)
  assert.equal(yearsBetween('2012-02-29', '2023-03-01'), 11)
  assert.equal(yearsBetween('2012-02-29', '2024-02-28'), 11)
  assert.equal(yearsBetween('2012-02-29', '2024-02-29'), 12)
})
