/** Where somebody goes after signing in. */

/** The page of whoever is signed in and asked for nothing else. */
export const home = '/hjem'

const longest = 500

/**
 * The path if it is one of our own pages, else `home`. Plain segments and a plain query only: nothing that a
 * browser could read as another host, and neither the contract nor sign-in itself.
 */
export function readReturnTo(given: unknown): string {
  if (typeof given !== 'string' || given.length > longest) return home
  if (!/^\/(?:[A-Za-z0-9_:-]+(?:\/[A-Za-z0-9_:-]+)*)?(?:\?[A-Za-z0-9_:=&%.,+-]*)?$/.test(given)) return home
  return /^\/(?:auth|api)(?:[/?]|$)/.test(given) ? home : given
}
