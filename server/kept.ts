/** What took long to make, kept for whoever asks for the same next: as much as fits, the latest used. */
export type Kept<Made> = {
  readonly find: (key: string) => Made | undefined
  readonly keep: (key: string, made: Made, bytes: number) => void
}

export function openKept<Made>(bytesAtMost: number): Kept<Made> {
  // The last of a map is the latest used.
  const entries = new Map<string, { readonly made: Made; readonly bytes: number }>()
  let total = 0

  function take(key: string) {
    const entry = entries.get(key)
    if (entry) total -= entry.bytes
    entries.delete(key)
    return entry
  }
  function put(key: string, entry: { readonly made: Made; readonly bytes: number }) {
    entries.set(key, entry)
    total += entry.bytes
  }

  return {
    find(key) {
      const entry = take(key)
      if (entry) put(key, entry)
      return entry?.made
    },
    keep(key, made, bytes) {
      take(key)
      // What is larger than all the room there is would only empty it.
      if (bytes > bytesAtMost) return
      put(key, { made, bytes })
      for (const oldest of entries.keys()) {
        if (total <= bytesAtMost) return
        take(oldest)
      }
    },
  }
}
