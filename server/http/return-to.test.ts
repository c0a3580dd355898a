import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readReturnTo } from './return-to.ts'

for (const path of [
  '/',
  '/hjem',
  '/rapporter/class:0b5c63aa-0000-4000-8000-000000000001',
  '/rapporter?unit=class:0b5c&split=sex',
  '/klassens-time/5?x=%C3%A6',
  '/?from=auth',
]) {
  test(`${path} is one of our pages`, () => assert.equal(readReturnTo(path), path))
}

for (const elsewhere of [
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%2f%2fevil.example',
  '/./evil',
  '/../evil',
  '/a//evil.example',
  '/a/\\evil',
  'javascript:alert(1)',
  ' /hjem',
  '/hjem\nSet-Cookie: a=b',
  '/hjem#"><script>',
  '/hjem?x="><script>',
  '/\t/evil.example',
  '/auth/sign-in',
  '/auth?x=1',
  '/api/v1/sign-out',
  `/${'a'.repeat(500)}`,
  '',
  undefined,
  ['/hjem', '/hjem'],
]) {
  test(`${JSON.stringify(elsewhere)?.slice(0, 60)} is not, and leads home`, () => assert.equal(readReturnTo(elsewhere), '/hjem'))
}
