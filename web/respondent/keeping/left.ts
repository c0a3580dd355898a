/** Where parcels lie on a machine. The first page looks here before it fetches what sends them, so it weighs next to nothing. */

export const databaseName = 'svar'

/** Whether a page before this one made a place for parcels. Asking makes none. */
export function isAnythingLeft(): Promise<boolean> {
  return new Promise((tell) => {
    try {
      const asked = indexedDB.open(databaseName)
      asked.onupgradeneeded = () => asked.transaction?.abort()
      asked.onerror = () => tell(false)
      asked.onsuccess = () => {
        asked.result.close()
        tell(true)
      }
    } catch {
      tell(false)
    }
  })
}
