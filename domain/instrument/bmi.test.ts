import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { bmi, type BmiReference, type BmiResult, classifyBmi, cutOff, decimalAge, isoBmiChange, type Measured } from './bmi.ts'

const iotf: BmiReference = JSON.parse(readFileSync(new URL('../../content/references/bmi-iotf-2012.json', import.meta.url), 'utf8'))

function classified(measured: Partial<Measured>): BmiResult {
  const result = classifyBmi(iotf, { sex: 'male', age: 6.5, kilograms: 24, centimetres: 120, by: 'measured', ...measured })
  if (typeof result === 'string') assert.fail(result)
  return result
}

/** Reckoned in another language: sex, age, kg, cm, BMI, z, iso-BMI, grade. */
const vectors = [
  ['male', 6.5, 24, 120, 16.667, 0.804, 23.12, 'normal'],
  ['female', 6.5, 24, 120, 16.667, 0.858, 23.48, 'normal'],
  ['male', 12.25, 58, 152, 25.104, 2.103, 28.87, 'overweight'],
  ['female', 14.9, 48, 163, 18.066, -0.644, 19.21, 'normal'],
  ['female', 9, 21, 133, 11.872, -3.007, 15.23, 'thinness3'],
  ['male', 17.99, 92, 181, 28.082, 1.965, 28.09, 'overweight'],
] as const

for (const [sex, age, kilograms, centimetres, ...expected] of vectors) {
  test(`${sex}, ${age} years, ${kilograms} kg and ${centimetres} cm: iso-BMI ${expected[2]}, ${expected[3]}`, () => {
    const found = classified({ sex, age, kilograms, centimetres })
    assert.deepEqual(
      [found.bmi.toFixed(3), found.z?.toFixed(3), found.isoBmi?.toFixed(2), found.grade],
      [expected[0].toFixed(3), expected[1].toFixed(3), expected[2].toFixed(2), expected[3]],
    )
    assert.deepEqual([found.reference, found.edition], [iotf.code, iotf.edition])
  })
}

test('the curves through 25 and 30 lie where they were published', () => {
  const rows = [
    ['male', 6, 17.52, 19.76],
    ['female', 6, 17.33, 19.61],
    ['male', 10, 19.8, 23.96],
    ['female', 10, 19.78, 23.97],
    ['male', 15, 23.28, 28.32],
    ['female', 15, 23.89, 29.01],
  ] as const
  // The published z have three decimals, which leaves the second of a cut-off open by less than half of one.
  for (const [sex, age, ...published] of rows)
    for (const [place, curve] of [25, 30].entries()) {
      const found = cutOff(iotf, sex, age, curve) ?? 0
      assert.ok(Math.abs(found - (published[place] ?? 0)) < 0.006, `${sex} ${age}: ${found}`)
    }
  assert.equal(cutOff(iotf, 'male', 1.9, 25), undefined)
  assert.equal(cutOff(iotf, 'male', 6, 26), undefined)
})

test('from eighteen the iso-BMI is the BMI, and a curve belongs to the grade above it', () => {
  const grown = classified({ age: 18, kilograms: 81, centimetres: 180 })
  assert.deepEqual([grown.bmi, grown.isoBmi, grown.z, grown.grade], [25, 25, null, 'overweight'])
  assert.equal(classified({ age: 40, kilograms: 80.9, centimetres: 180 }).grade, 'normal')
  const at = (wanted: number) => classified({ age: 20, kilograms: wanted * 4, centimetres: 200 }).grade
  assert.deepEqual(
    [15.9, 16, 17, 18.5, 25, 30, 35].map(at),
    iotf.grades.map(({ code }) => code),
  )
})

test('what is not measured, not known or outside the reference has no grade', () => {
  const refusal = (measured: Partial<Measured>) =>
    classifyBmi(iotf, { sex: 'male', age: 6.5, kilograms: 24, centimetres: 120, by: 'measured', ...measured })
  assert.equal(refusal({ by: 'selfReported' }), 'self-reported')
  assert.equal(refusal({ sex: 'unknown' }), 'sex-unknown')
  assert.equal(refusal({ age: 1.99 }), 'younger-than-reference')
  for (const wrong of [{ kilograms: 0 }, { kilograms: -1 }, { kilograms: Number.NaN }, { centimetres: 0 }, { age: Number.NaN }])
    assert.equal(refusal(wrong), 'not-a-measure')
  assert.equal(bmi(24, 0), undefined)
  assert.equal(typeof refusal({ age: 2 }), 'object')
})

test('a height or weight below nothing is no measure, though its square would be one', () => {
  for (const [kilograms, centimetres] of [
    [24, -120],
    [24, 0],
    [-24, 120],
    [0, 120],
  ] as const)
    assert.equal(bmi(kilograms, centimetres), undefined)
})

test('above every curve there is still a grade, and never a number that is none', () => {
  const found = classified({ age: 7, kilograms: 100, centimetres: 115 })
  assert.deepEqual([found.isoBmi, found.grade], [null, 'morbidObesity'])
})

test('results of two references, or of two editions of one, are not compared', () => {
  const before = classified({})
  const after = classified({ kilograms: 25 })
  assert.ok(Math.abs(Number(isoBmiChange(before, after)) - ((after.isoBmi ?? 0) - (before.isoBmi ?? 0))) < 1e-12)
  assert.equal(isoBmiChange(before, { ...after, reference: 'who-2007' }), 'different-reference')
  assert.equal(isoBmiChange(before, { ...after, edition: '2.0' }), 'different-reference')
  assert.equal(isoBmiChange(before, { ...after, isoBmi: null }), 'beyond-the-curves')
  assert.equal(isoBmiChange({ ...before, isoBmi: null }, after), 'beyond-the-curves')
})

test('an age is exact: birthdays are whole years, also that of 29 February', () => {
  assert.equal(decimalAge('2010-06-15', '2016-06-15'), 6)
  assert.ok(Math.abs(decimalAge('2010-06-15', '2016-12-14') - (6 + 182 / 365)) < 1e-12)
  assert.equal(decimalAge('2012-02-29', '2014-03-01'), 2)
  assert.equal(decimalAge('2008-11-22', '2026-11-22'), 18)
})

test('of two children of one age and sex the heavier has the higher iso-BMI, and on a curve it is what the curve goes through', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('male' as const, 'female' as const),
      fc.double({ min: 2, max: 17.99, noNaN: true }),
      fc.double({ min: 11, max: 40, noNaN: true }),
      (sex, age, weight) => {
        const lighter = classified({ sex, age, kilograms: weight, centimetres: 100 })
        const heavier = classified({ sex, age, kilograms: weight + 0.5, centimetres: 100 })
        const iso = ({ isoBmi }: BmiResult) => isoBmi ?? Number.POSITIVE_INFINITY
        assert.ok(iso(heavier) >= iso(lighter))
        for (const curve of iotf.bmiAtAdultAge) {
          const on = classified({ sex, age, kilograms: cutOff(iotf, sex, age, curve) ?? 0, centimetres: 100 })
          // The published z have three decimals.
          assert.ok(Math.abs((on.isoBmi ?? 0) - curve) < 0.03, `${on.isoBmi} ${curve}`)
        }
      },
    ),
  )
})

test('the table is a table: half years without a hole, three numbers and a curve for each grade but one', () => {
  for (const sex of ['male', 'female'] as const) {
    assert.deepEqual(
      iotf.lms[sex].map(([age]) => age),
      Array.from({ length: 33 }, (_, place) => 2 + place / 2),
    )
    assert.equal(iotf.curves[sex].length, iotf.bmiAtAdultAge.length)
    assert.deepEqual(
      iotf.curves[sex],
      iotf.curves[sex].toSorted((a, b) => a - b),
    )
  }
  assert.equal(iotf.grades.length, iotf.bmiAtAdultAge.length + 1)
})
