/** Where the provider keeps codes and interactions: in memory, gone when it stops. */

export type Kept = Record<string, unknown> & { readonly uid?: string; readonly grantId?: string; consumed?: number }

type Entry = { readonly payload: Kept; readonly until: number }

/** One store for all kinds of things; oidc-provider asks for an adapter per kind. */
export function openMemory(): (kind: string) => object {
  const entries = new Map<string, Entry>()

  function find(key: string): Kept | undefined {
    const entry = entries.get(key)
    if (entry && entry.until > Date.now()) return entry.payload
    entries.delete(key)
    return undefined
  }

  return (kind) => ({
    async upsert(id: string, payload: Kept, lifetimeSeconds: number) {
      for (const [key, { until }] of entries) if (until <= Date.now()) entries.delete(key)
      entries.set(`${kind}:${id}`, { payload, until: Date.now() + lifetimeSeconds * 1000 })
    },
    find: async (id: string) => find(`${kind}:${id}`),
    async findByUid(uid: string) {
      for (const [key, { payload }] of entries) if (key.startsWith(`${kind}:`) && payload.uid === uid) return find(key)
      return undefined
    },
    findByUserCode: async () => undefined,
    async consume(id: string) {
      const payload = find(`${kind}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    async destroy(id: string) {
      entries.delete(`${kind}:${id}`)
    },
    async revokeByGrantId(grantId: string) {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key)
    },
  })
}
