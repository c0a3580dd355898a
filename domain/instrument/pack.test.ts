/** A licensed pack: what is wrong with one is named, and nothing that was sealed can change unseen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instrumentNamed, madeUpPack, madeUpText, sha256 } from '../../tests/made-up-pack.ts'
import { admissionFaults, canonicalForm, isAltered, type Pack, packFaults, sealed } from './pack.ts'
import { Pack as PackSchema } from './pack-schema.ts'
import {
  askedIn,
  findText,
  type HeldPack,
  mayBegin,
  standingOf,
  textsToBegin,
  textsToGoOn,
  versionToAsk,
  versionToAskAgain,
} from './text.ts'

const sdq = instrumentNamed('sdq')
const demo = instrumentNamed('demo')
const known = new Map([sdq, demo].map((instrument) => [instrument.code, instrument]))
const pack = madeUpPack(sdq, ['p4-17', 't4-17'])
const faultsOf = (changed: Pack) => packFaults(changed, known, sha256)
const resealed = (changes: Partial<Pack>): Pack => sealed({ ...pack, ...changes }, sha256)
const names = (changed: Pack) => faultsOf(changed).map(({ fault, at }) => `${fault}: ${at}`)

test('a pack that is as it was sealed has no fault, and its file has the shape that is promised', () => {
  assert.deepEqual(faultsOf(pack), [])
  assert.deepEqual(PackSchema.parse(JSON.parse(JSON.stringify(pack))), JSON.parse(JSON.stringify(pack)))
  assert.equal(PackSchema.safeParse({ ...pack, further: 1 }).success, false)
})

test('whatever is changed in a sealed pack is seen, and the order its members are written in is not', () => {
  const paths = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, part]) => paths(part, [...path, key])) : [path]
  const all = paths(pack)
  const change = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return typeof value === 'number' ? value + 1 : `${String(value)}x`
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
    const at = copy as Record<string, unknown>
    at[key] = change(at[key], rest)
    return copy
  }
  fc.assert(fc.property(fc.constantFrom(...all), (path) => isAltered(change(pack, path) as Pack, sha256)))
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, part]) => [key, reversed(part)]),
          )
        : value
  assert.equal(isAltered(reversed(pack) as Pack, sha256), false)
  assert.equal(isAltered(JSON.parse(JSON.stringify(pack, null, 4)) as Pack, sha256), false)
})

test('an altered pack is judged no further: nobody knows what it said', () => {
  assert.deepEqual(names({ ...pack, instrument: 'nothing' }), [`altered: ${pack.checksum}`])
})

test('what does not fit the instrument is named, each by its own name', () => {
  const [parent, teacher] = pack.texts as [Pack['texts'][number], Pack['texts'][number]]
  const order = pack.order['p4-17']!
  const { 'sdq-7': _, ...without7 } = parent.items
  const tooFew = { ...parent.items, 'sdq-9': { ...parent.items['sdq-9']!, options: ['a', 'b'] } }
  const cases: readonly (readonly [Partial<Pack>, readonly string[]])[] = [
    [{ instrument: 'sdq-2' }, ['unknown-instrument: sdq-2']],
    [{ edition: '2.0' }, ['unknown-edition: 2.0']],
    [{ edition: '1.9' }, []],
    [{ texts: [{ ...parent, version: 'p99' }, teacher] }, ['order-without-words: p4-17', 'unknown-version: p99']],
    [{ texts: [parent, teacher, teacher] }, ['version-twice: t4-17']],
    [{ texts: [parent, madeUpText(sdq, 't4-17', 'en')] }, ['other-language: t4-17 en']],
    [{ texts: [{ ...parent, items: without7 }, teacher] }, ['item-without-words: p4-17 sdq-7']],
    [
      { texts: [{ ...parent, items: { ...parent.items, 'sdq-99': { question: 'Opfundet?' } } }, teacher] },
      ['words-without-item: p4-17 sdq-99'],
    ],
    [{ texts: [{ ...parent, items: tooFew }, teacher] }, ['wrong-number-of-options: p4-17 sdq-9']],
    [{ texts: [{ ...parent, instrument: 'demo' }, teacher] }, ['other-instrument: p4-17 demo']],
    [{ texts: [{ ...parent, themes: { items: 'Opfundet' } }, teacher] }, ['theme-without-words: p4-17 impact']],
    [{ order: { 't4-17': pack.order['t4-17']! } }, ['order-missing: p4-17']],
    [{ order: { ...pack.order, 'p4-17': order.toReversed() } }, ['order-changed: p4-17']],
    [{ order: { ...pack.order, 'p4-17': order.slice(0, 25) } }, ['order-changed: p4-17']],
    [{ order: { ...pack.order, 'p4-17': [order[1]!, order[0]!, ...order.slice(2)] } }, ['order-changed: p4-17']],
    [{ expiresOn: '2026-10-31' }, ['ends-before-it-begins: 2026-10-31']],
    [
      { recordings: [{ version: 'p4-17', item: 'sdq-77', mediaType: 'audio/mpeg', sha256: '0'.repeat(64), file: 'x.mp3' }] },
      ['recording-of-unknown-item: p4-17 sdq-77'],
    ],
  ]
  for (const [changes, expected] of cases) assert.deepEqual(names(resealed(changes)), expected)
})

test('the sound of a recording is not in the pack’s sum, for it has one of its own', () => {
  const recording = { version: 'p4-17', item: 'sdq-1', mediaType: 'audio/mpeg', sha256: '0'.repeat(64) }
  const sealedWith = resealed({ recordings: [{ ...recording, data: 'AAAA' }] })
  assert.equal(isAltered({ ...sealedWith, recordings: [recording] }, sha256), false)
  assert.equal(isAltered({ ...sealedWith, recordings: [{ ...recording, sha256: '1'.repeat(64) }] }, sha256), true)
  assert.doesNotMatch(canonicalForm(sealedWith), /AAAA/)
})

test('a pack is let in where and when its terms say, both days included', () => {
  const of = (origin: string, today: string, licence = pack.licence) =>
    admissionFaults({ ...pack, licence }, origin, today).map(({ fault }) => fault)
  assert.deepEqual(of('https://a.example', '2026-10-31'), ['not-yet-valid'])
  assert.deepEqual(of('https://a.example', '2026-11-01'), [])
  assert.deepEqual(of('https://a.example', '2027-10-31'), [])
  assert.deepEqual(of('https://a.example', '2027-11-01'), ['expired'])
  const elsewhere = { ...pack.licence, installations: ['https://b.example'] }
  assert.deepEqual(of('https://a.example', '2026-11-01', elsewhere), ['not-for-this-installation'])
  assert.deepEqual(of('https://b.example', '2026-11-01', elsewhere), [])
})

test('a pack is said to run out sixty days before its last day', () => {
  assert.deepEqual(standingOf(pack, '2026-10-31'), { standing: 'not-yet-valid', daysLeft: 365 })
  assert.deepEqual(standingOf(pack, '2027-08-31'), { standing: 'valid', daysLeft: 61 })
  assert.deepEqual(standingOf(pack, '2027-09-01'), { standing: 'expiring', daysLeft: 60 })
  assert.deepEqual(standingOf(pack, '2027-10-31'), { standing: 'expiring', daysLeft: 0 })
  assert.deepEqual(standingOf(pack, '2027-11-01'), { standing: 'expired', daysLeft: -1 })
  assert.deepEqual(standingOf({ ...pack, expiresOn: null }, '2099-01-01'), { standing: 'valid', daysLeft: null })
})

test('nothing new begins with a pack that is over, out, unsound or another municipality’s; what runs goes on but for the last two', () => {
  const held = (changes: Partial<HeldPack> = {}): HeldPack => ({ pack, state: 'loaded', isSound: true, ...changes })
  const begins = (one: HeldPack, today = '2026-11-23') => textsToBegin([one], 881, today).length > 0
  const goesOn = (one: HeldPack) => textsToGoOn([one], 881).length > 0
  const others = resealed({ licence: { ...pack.licence, municipalities: [882] } })
  assert.deepEqual([begins(held()), goesOn(held())], [true, true])
  assert.equal(begins(held(), '2027-11-01'), false)
  assert.equal(begins(held(), '2026-10-31'), false)
  assert.deepEqual([begins(held({ state: 'unloaded' })), goesOn(held({ state: 'unloaded' }))], [false, true])
  assert.deepEqual([begins(held({ state: 'replaced' })), goesOn(held({ state: 'replaced' }))], [false, true])
  assert.deepEqual([begins(held({ isSound: false })), goesOn(held({ isSound: false }))], [false, false])
  assert.deepEqual([begins(held({ pack: others })), goesOn(held({ pack: others }))], [false, false])
})

test('what runs is asked in the words that are in use, before those that were', () => {
  const newer = madeUpPack(sdq, ['p4-17'])
  const texts = textsToGoOn(
    [
      { pack, state: 'replaced', isSound: true },
      { pack: newer, state: 'loaded', isSound: true },
    ],
    881,
  )
  assert.equal(findText(sdq, texts, 'p4-17'), newer.texts[0])
  assert.equal(findText(sdq, texts, 't4-17'), pack.texts[1])
})

test('a version is asked in every language that has words, and in none that has not', () => {
  const texts = (['uk', 'da'] as const).flatMap((language) => madeUpPack(sdq, ['p4-17'], { language }).texts)
  assert.deepEqual(Object.keys(askedIn(sdq, texts, 'p4-17')?.texts ?? {}), ['da', 'uk'])
  assert.equal(askedIn(sdq, texts, 's11-17'), undefined)
})

test('whom an instrument can ask follows from its words and the child’s age', () => {
  const texts = madeUpPack(
    sdq,
    sdq.versions.map(({ code }) => code),
  ).texts
  const asked = (informant: 'parent' | 'teacher' | 'self', age: number | null) => versionToAsk(sdq, texts, informant, age)?.code
  assert.deepEqual(
    [3, 4, 17].map((age) => asked('parent', age)),
    ['p2-4', 'p4-17', 'p4-17'],
  )
  assert.equal(asked('self', 10), undefined)
  assert.equal(asked('self', 11), 's11-17')
  assert.equal(versionToAsk(sdq, [], 'parent', 8), undefined)
  assert.equal(mayBegin(sdq, madeUpPack(sdq, ['s11-17']).texts, 8), false)
  assert.equal(mayBegin(sdq, madeUpPack(sdq, ['s11-17']).texts, 12), true)
})

test('who is asked once more gets the follow-up form when there are words for it, and else the form they know', () => {
  const both = madeUpPack(sdq, ['p4-17', 'p4-17-followup', 't4-17']).texts
  assert.equal(versionToAskAgain(sdq, both, 'p4-17'), 'p4-17-followup')
  assert.equal(versionToAskAgain(sdq, both, 'p4-17-followup'), 'p4-17-followup')
  assert.equal(versionToAskAgain(sdq, both, 't4-17'), 't4-17')
  assert.equal(versionToAsk(sdq, both, 'parent', 8)?.code, 'p4-17')
})
