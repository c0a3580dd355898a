/** MeMo against a schema of this test's own, written from the published examples: the official one is not ours to pass on. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { memoOf } from '#domain/invitation/memo.ts'
import { checkMemo } from './check-memo.ts'

const main = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:memo="https://DigitalPost.dk/MeMo-1" xmlns:part="urn:part"
  targetNamespace="https://DigitalPost.dk/MeMo-1" elementFormDefault="qualified">
  <xs:import namespace="urn:part" schemaLocation="part.xsd"/>
  <xs:element name="Message"><xs:complexType><xs:sequence>
    <xs:element name="MessageHeader"><xs:complexType><xs:sequence>
      <xs:element name="messageType" type="xs:string"/><xs:element name="messageUUID" type="part:uuid"/>
      <xs:element name="messageID" type="xs:string" minOccurs="0"/><xs:element name="label" type="part:text"/>
      <xs:element name="reply" type="xs:boolean" minOccurs="0"/><xs:element name="mandatory" type="xs:boolean"/>
      <xs:element name="legalNotification" type="xs:boolean"/><xs:element name="postType" type="xs:string" minOccurs="0"/>
      <xs:element name="Sender"><xs:complexType><xs:sequence>
        <xs:element name="senderID" type="xs:string"/><xs:element name="idType" type="xs:string"/><xs:element name="label" type="part:text"/>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="Recipient"><xs:complexType><xs:sequence>
        <xs:element name="recipientID" type="xs:string"/><xs:element name="idType" type="xs:string"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="MessageBody"><xs:complexType><xs:sequence>
      <xs:element name="createdDateTime" type="xs:dateTime"/>
      <xs:element name="MainDocument"><xs:complexType><xs:sequence>
        <xs:element name="label" type="part:text" minOccurs="0"/>
        <xs:element name="File"><xs:complexType><xs:sequence>
          <xs:element name="encodingFormat" type="xs:string"/><xs:element name="filename" type="part:text"/>
          <xs:element name="language" type="xs:language"/><xs:element name="content" type="xs:base64Binary"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence><xs:attribute name="memoVersion" type="xs:decimal" use="required"/><xs:attribute name="memoSchVersion" type="xs:string" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>`
const part = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:part">
  <xs:simpleType name="text"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="256"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="uuid"><xs:restriction base="xs:string"><xs:pattern value="[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-4[a-fA-F0-9]{3}-[aAbB89][a-fA-F0-9]{3}-[a-fA-F0-9]{12}"/></xs:restriction></xs:simpleType>
</xs:schema>`

let directory: string
before(() => {
  directory = mkdtempSync(join(tmpdir(), 'bul-memo-'))
  writeFileSync(join(directory, 'MeMo_core.xsd'), main)
  writeFileSync(join(directory, 'part.xsd'), part)
})
after(() => rmSync(directory, { recursive: true, force: true }))

const memo = memoOf({
  uuid: '3f1c2f50-1111-4222-8333-444455556666',
  id: 'invitation-1',
  label: 'Besked fra Lillekøbing Kommune',
  sender: { cvr: '12345678', name: 'Lillekøbing Kommune' },
  recipient: '0101859901',
  createdAt: '2026-11-23T08:00:00.000Z',
  document: { format: 'application/pdf', filename: 'brev.pdf', language: 'da', content: Buffer.alloc(200_000, 7).toString('base64') },
})

test('a message that the schema takes is valid, with what the schema imports; so are several', async () => {
  assert.deepEqual(await checkMemo([memo, memo], directory), { verdict: 'valid' })
})

test('what the schema does not take is not valid, and why is told without a word of the message', async () => {
  const swapped = memo.replace(
    '<memo:mandatory>false</memo:mandatory><memo:legalNotification>false</memo:legalNotification>',
    '<memo:legalNotification>false</memo:legalNotification><memo:mandatory>false</memo:mandatory>',
  )
  for (const broken of [
    swapped,
    memo.replace('4222-8333', '1222-8333'),
    memo.replace('<memo:label>Besked fra Lillekøbing Kommune</memo:label>', '<memo:label></memo:label>'),
  ]) {
    assert.notEqual(broken, memo)
    const check = await checkMemo([memo, broken], directory)
    assert.equal(check.verdict, 'invalid')
    assert.doesNotMatch(JSON.stringify(check), /0101859901|Besked|3f1c2f50/)
    assert.match(JSON.stringify(check), /message 2/)
  }
})

test('without the schema nothing is called valid', async () => {
  assert.deepEqual(await checkMemo([memo], undefined), { verdict: 'notValidated', why: 'noSchema' })
  assert.deepEqual(await checkMemo([memo], join(directory, 'nowhere')), { verdict: 'notValidated', why: 'schemaUnreadable' })
  const other = mkdtempSync(join(tmpdir(), 'bul-memo-'))
  writeFileSync(join(other, 'part.xsd'), part)
  assert.deepEqual(await checkMemo([memo], other), { verdict: 'notValidated', why: 'schemaUnreadable' })
  writeFileSync(join(other, 'MeMo_core.xsd'), main.replace('</xs:schema>', ''))
  assert.deepEqual(
    await checkMemo([memo], other),
    { verdict: 'notValidated', why: 'schemaUnreadable' },
    'a broken schema says nothing of the message',
  )
  rmSync(other, { recursive: true })
})
