/** Whether this browser has a session, by the cookie that says so and nothing else (`server/http/session.ts`). */
export function hasSessionHere(): boolean {
  return document.cookie.split('; ').includes('__Host-signed-in=yes')
}
