/**
 * Ordinary links, followed without leaving the page: pages and shared components write plain `<a href>`, and
 * whatever belongs to this app is turned into a change of address. The rest is left to the browser.
 */
import type { MouseEvent } from 'react'
import { roomAt } from './navigation.ts'

const pagesOutsideRooms = ['/kontakt', '/aabne-tal', '/hvem-maa-se-hvad', '/was', '/']

/** Whether an address is a page of this app; `/svar`, `/om`, `/auth` and the contract are not. */
export function isOwnPage(path: string): boolean {
  return roomAt(path) !== undefined || pagesOutsideRooms.includes(path)
}

/** The address to go to, or undefined when the press is the browser's: a new tab, a file, another app. */
export function addressFollowed(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || link.hasAttribute('download') || (link.target !== '' && link.target !== '_self')) return undefined
  if (link.origin !== window.location.origin || !isOwnPage(link.pathname)) return undefined
  const isSamePlace = link.pathname === window.location.pathname && link.search === window.location.search
  return isSamePlace && link.hash !== '' ? undefined : link.pathname + link.search + link.hash
}
