/** Where signing in begins, and which page it comes back to. */
export function signInAddress(returnTo: string): string {
  return `/auth/sign-in?${new URLSearchParams({ returnTo })}`
}
