/**
 * What every store of keys promises. An adapter's test calls this with a way to make a store of that kind; an adapter for
 * a key management service that passes may be used (docs/how-to/look-after-the-keys.md).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StartRefusal } from '#database/start-refusal.ts'
import { KeysChanged, type KeyStore } from '#server/key-store.ts'

export type StoreUnderTest = {
  readonly name: string
  /** Whether it can be written, or is put there by somebody else. */
  readonly isWritable: boolean
  /** A store that holds this text, alone in the world. */
  readonly open: (text: string) => Promise<KeyStore>
  /** The same store, as another process has it; undefined when a store can't be shared. */
  readonly again?: (store: KeyStore) => KeyStore
  /** A store where nothing was ever put; undefined when there is no such thing. */
  readonly openEmpty?: () => Promise<KeyStore>
}

/** Some kilobytes, as when people have been shredded. */
const long = (mark: string) => `{ "mark": "${mark}", "rest": "${'æ'.repeat(50_000)}" }\n`

export function keepsTheContract({ name, isWritable, open, again, openEmpty }: StoreUnderTest): void {
  test(`${name}: what was put there comes back, byte for byte, with a version that stays as long as it does`, async () => {
    for (const text of ['ab'.repeat(32), long('one')]) {
      const store = await open(text)
      const read = await store.read()
      assert.equal(read.text.trim(), text.trim())
      assert.deepEqual([await store.version(), (await store.read()).version], [read.version, read.version])
      assert.notEqual(store.name, '')
    }
  })

  if (!isWritable) {
    test(`${name}: where nothing may be written, writing says what to do and changes nothing`, async () => {
      const store = await open('ab'.repeat(32))
      assert.equal(await store.isWritable(), false)
      const { text, version } = await store.read()
      await assert.rejects(store.write(long('other'), version), StartRefusal)
      assert.deepEqual(await store.read(), { text, version })
    })
  } else {
    test(`${name}: what is written is there for everybody at once, with another version, and what was before is not`, async () => {
      const store = await open(long('one'))
      assert.equal(await store.isWritable(), true)
      const other = again?.(store) ?? store
      const versions = new Set<string>()
      for (const mark of ['two', 'three', 'two']) {
        const { version } = await other.read()
        versions.add(version)
        await store.write(long(mark), version)
        assert.equal((await other.read()).text, long(mark))
      }
      versions.add(await other.version())
      assert.equal(versions.size, 4, 'also when the text is one that was there before')
    })

    test(`${name}: of two who change the same version one is told, and nothing is lost`, async () => {
      const store = await open('0'.repeat(64))
      assert.equal(await store.isWritable(), true)
      const other = again?.(store) ?? store
      const { version } = await store.read()
      await store.write('1'.repeat(64), version)
      await assert.rejects(other.write('2'.repeat(64), version), KeysChanged)
      assert.equal((await store.read()).text, '1'.repeat(64))

      // Everybody adds one, each beginning again when told: all are there in the end.
      const addOne = async (through: KeyStore): Promise<void> => {
        for (;;) {
          const read = await through.read()
          try {
            return await through.write((BigInt(`0x${read.text.trim()}`) + 1n).toString(16).padStart(64, '0'), read.version)
          } catch (error) {
            if (!(error instanceof KeysChanged)) throw error
          }
        }
      }
      const before = BigInt(`0x${(await store.read()).text.trim()}`)
      await Promise.all(Array.from({ length: 20 }, (_, at) => addOne(at % 2 === 0 ? store : other)))
      assert.equal(BigInt(`0x${(await store.read()).text.trim()}`), before + 20n)
    })
  }

  if (openEmpty !== undefined) {
    test(`${name}: where nothing was put, reading says what to do`, async () => {
      await assert.rejects((await openEmpty()).read(), StartRefusal)
    })
  }
}
