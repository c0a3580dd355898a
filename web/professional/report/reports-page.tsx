import type { Me } from '#api/session.ts'
export function ReportsPage(_: { readonly me: Me }) { return null }
