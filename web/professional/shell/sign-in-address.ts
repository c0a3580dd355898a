import type { Assurance } from '#domain/access/actor.ts'

/** Where signing in begins, and which page it comes back to; `level` asks for a login that is at least so sure. */
export function signInAddress(returnTo: string, level?: Assurance): string {
  return `/auth/sign-in?${new URLSearchParams({ returnTo, ...(level === undefined ? {} : { level }) })}`
}
