/** Where somebody goes after signing in. */

const longest = 500

/**
 * The path if it is one of our own pages, else the page of whoever has signed in. Plain segments and a plain query only: nothing
 * that a browser could read as another host, and neither the contract nor sign-in itself.
 */
export function readReturnTo(given: unknown): string {
  if (typeof given !== 'string' || given.length > longest) return '/hjem'
  if (!/^\/(?:[A-Za-z0-9_:-]+(?:\/[A-Za-z0-9_:-]+)*)?(?:\?[A-Za-z0-9_:=&%.,+-]*)?$/.test(given)) return '/hjem'
  return /^\/(?:auth|api)(?:[/?]|$)/.test(given) ? '/hjem' : given
}
