import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Contact, contactAfter, shownContact } from './contact.ts'

const known: Contact = {
  email: 'opfundet@example.org',
  phones: [
    { number: '+45 70 10 10 10', isProtected: false },
    { number: '+45 70 20 20 20', isProtected: true },
  ],
  address: { street: 'Opfundvej 1', postalCode: '5000', place: 'Lillekøbing', municipalityCode: 881, isProtected: true },
}

test('a protected field comes out without its value, and the others as they are', () => {
  assert.deepEqual(shownContact(known, false), {
    isProtected: false,
    email: { isProtected: false, value: 'opfundet@example.org' },
    phones: [{ isProtected: false, value: '+45 70 10 10 10' }, { isProtected: true }],
    address: { isProtected: true },
    language: null,
  })
})

test('of a protected person nothing comes out, whatever the fields say', () => {
  const phone = fc.record({ number: fc.string({ minLength: 8 }), isProtected: fc.boolean() })
  fc.assert(
    fc.property(fc.array(phone), fc.boolean(), (phones, isProtected) => {
      const contact = { ...known, phones, address: known.address && { ...known.address, isProtected } }
      const shown = JSON.stringify(shownContact(contact, true))
      for (const value of [known.email, 'Opfundvej', '5000', ...phones.map(({ number }) => JSON.stringify(number))])
        assert.ok(!shown.includes(value ?? ''))
      assert.equal(shownContact(contact, true).phones.length, phones.length, 'that there is one is said')
    }),
  )
})

test('what is not known is null, protected or not', () => {
  for (const isProtected of [true, false])
    assert.deepEqual(shownContact({ email: null, phones: [], address: null }, isProtected), {
      isProtected,
      email: null,
      phones: [],
      address: null,
      language: null,
    })
})

test('what a source says nothing of stays, and what it takes away is gone', () => {
  assert.deepEqual(contactAfter(known, {}), known)
  assert.deepEqual(contactAfter(known, { email: null, phones: [] }), { ...known, email: null, phones: [] })
  assert.deepEqual(contactAfter(undefined, { email: 'ny@example.org' }), { email: 'ny@example.org', phones: [], address: null })
  assert.deepEqual(Contact.parse(JSON.parse(JSON.stringify(known))), known)
  const inArabic = contactAfter(known, { language: 'ar' })
  assert.deepEqual(contactAfter(inArabic, { email: null }).language, 'ar')
  assert.deepEqual(contactAfter(inArabic, { language: null }), known)
})
