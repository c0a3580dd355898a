/**
 * A brake on guessing: counts failures by key in a window, in this process's memory. Successes cost
 * nothing, so a class that types correctly is never stopped, however many it is.
 */
export type Attempts = {
  /** Whether this key has used up its failures. */
  readonly isExhausted: (key: string, now: Date) => boolean
  readonly fail: (key: string, now: Date) => void
}

export function countAttempts({ limit, windowMs }: { readonly limit: number; readonly windowMs: number }): Attempts {
  const failures = new Map<string, { count: number; until: number }>()

  return {
    isExhausted(key, now) {
      const entry = failures.get(key)
      return entry !== undefined && entry.until > now.getTime() && entry.count >= limit
    },
    fail(key, now) {
      const entry = failures.get(key)
      if (entry && entry.until > now.getTime()) {
        entry.count++
        return
      }
      failures.set(key, { count: 1, until: now.getTime() + windowMs })
      if (failures.size > 10_000) {
        for (const [old, { until }] of failures) if (until <= now.getTime()) failures.delete(old)
      }
    },
  }
}
