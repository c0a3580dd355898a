/** Parcels on this machine: what waits for a line, locked. Nothing else is ever written to it, and nothing in it can be read. */
import { databaseName } from './left.ts'

export type Parcel = {
  /** Chance: says nothing of whose it is. One for each visit of a page. */
  readonly id: string
  /** What the server reads whose it is from; nobody else can. */
  readonly ticket: string
  /** Vector, ciphertext and tag, in base64. */
  readonly sealed: string
  /** When it was locked, in whole days, by this machine's clock. */
  readonly day: number
}

export type ParcelStore = {
  readonly all: () => Promise<readonly Parcel[]>
  readonly put: (parcel: Parcel) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** Takes it away unless somebody has locked something newer in its place meanwhile. */
  readonly removeSent: (parcel: Parcel) => Promise<void>
}

const table = 'parcel'

/** Opened for each piece of work, so that no page holds it and every tab sees what the others did. */
export const parcelStore: ParcelStore = {
  all: () => work('readonly', (store) => store.getAll()),
  put: (parcel) => work('readwrite', (store) => void store.put(parcel)),
  remove: (id) => work('readwrite', (store) => void store.delete(id)),
  removeSent: ({ id, sealed }) =>
    work('readwrite', (store) => {
      const found = store.get(id)
      found.onsuccess = () => void (found.result?.sealed === sealed && store.delete(id))
    }),
}

/** Resolves when it is written, not when it is asked for. */
async function work<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T> | void): Promise<T> {
  const database = await open()
  try {
    return await new Promise((done, fail) => {
      const transaction = database.transaction(table, mode, { durability: 'strict' })
      const asked = ask(transaction.objectStore(table))
      transaction.oncomplete = () => done(asked?.result as T)
      transaction.onabort = () => fail(transaction.error)
    })
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(databaseName, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(table, { keyPath: 'id' })
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error)
  })
}
