/**
 * Nothing in this room is about a child. The reader is reminded at each field; this is what a machine can see
 * besides: a personal number in a text that others will read.
 */
import { readCpr } from '../organisation/cpr.ts'

/** Why a text is not taken. The name is part of the public contract. */
export type TextRefusal = 'text-holds-cpr'

/**
 * Whether a text holds ten digits that are a CPR number by their day, with or without hyphen or space.
 * A phone number has eight digits and is no hit; neither is a longer number.
 *
 * @example holdsCpr('Ring til mig om 010112-9995') // true
 * @example holdsCpr('Ring på 70 20 30 40') // false
 */
export function holdsCpr(text: string): boolean {
  return [...text.matchAll(/(?<!\d)\d{6}[-\s]?\d{4}(?!\d)/g)].some(([found]) => readCpr(found) !== undefined)
}

/** The refusal of the first text that holds a personal number. */
export function refuseCpr(...texts: readonly string[]): TextRefusal | undefined {
  return texts.some(holdsCpr) ? 'text-holds-cpr' : undefined
}
