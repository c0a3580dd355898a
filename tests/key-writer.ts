/** Writes a key file again and again until it is killed; the key is the same each time. */
import { keyFile } from '#server/key-file.ts'
import { changeKeys } from '#server/key-store.ts'

const store = keyFile(process.argv[2] ?? '')
for (let turn = 0; ; turn += 1) {
  await changeKeys(store, (keys) => ({
    ...keys,
    keyEncryptionKeys: keys.keyEncryptionKeys.map((key) => ({ ...key, puncturedAt: new Date(turn * 1_000).toISOString() })),
  }))
  if (turn === 0) process.stdout.write('begun\n')
}
