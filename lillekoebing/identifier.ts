/** Ids of invented things: a UUID made from a path, so that an address in a screenshot still works next week. */
import { createHash } from 'node:crypto'

/**
 * A UUID of version 8 (RFC 9562: "custom") from a path such as `881`, `egely`, `6.B`. The real product's ids
 * are random; only what Lillekøbing invents has ids like these, and never a response.
 */
export function idOf(...path: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(path.join('|')).digest()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
