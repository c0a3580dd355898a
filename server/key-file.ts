/** The installation's key: 32 bytes in a file outside the database, written as 64 hexadecimal digits. */
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Keyring, openKeyring } from '#database/keyring.ts'
import { StartRefusal } from '#database/start-refusal.ts'

/** Opens the keyring. Throws a `StartRefusal` when the file is missing, is no key, or others can read it. */
export function readKeyFile(path: string): Keyring {
  const text = read(path).trim()
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new StartRefusal(
      `Nøglefilen ${path} rummer ikke en nøgle på 64 tegn: gendan den fra en kopi`,
      'the key file does not hold a key of 64 digits: restore it from a copy',
    )
  }
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new StartRefusal(
      `Nøglefilen ${path} kan læses af andre: kør chmod 600 på den`,
      'others can read the key file: run chmod 600 on it',
    )
  }
  const secret = Buffer.from(text, 'hex')
  // Names the key without telling it: stored beside what it wraps.
  const id = createHash('sha256').update('boernungeliv key id').update(secret).digest('hex').slice(0, 8)
  return openKeyring({ id, secret })
}

/** Makes a new key, readable by its owner alone. Never writes over one, for what it protects would be lost. */
export function makeKeyFile(path: string): void {
  if (existsSync(path))
    throw new StartRefusal(`${path} findes allerede og bliver ikke overskrevet`, 'the file exists already and is not overwritten')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(path, 0o600)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw isMissing
      ? new StartRefusal(
          `Nøglefilen ${path} findes ikke: lav den med boernungeliv key <fil>, eller gendan den fra en kopi`,
          'the key file is missing: make one with boernungeliv key <file>, or restore it from a copy',
        )
      : new StartRefusal(
          `Nøglefilen ${path} kan ikke læses: giv brugeren, der kører programmet, adgang`,
          'the key file cannot be read: give the user that runs the program access',
        )
  }
}
