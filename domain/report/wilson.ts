/** The interval of a share. */

/** Both ends between 0 and 1. */
export type Interval = { readonly low: number; readonly high: number }

/** The normal deviate of a 95 % interval. */
export const z95 = 1.959964

/**
 * Wilson's 95 % interval for `count` of `n`: the method of the English public health statistics, sound at 0
 * and at n too. Answers the question of chance, "what would such a group have answered?", and so has no finite
 * population correction, even when everybody has answered. `n` may be an effective number and need not be
 * whole; where it was measured on few schools, `z` is Student's t. With n = 0 nothing is known: 0 to 1.
 *
 * (2x + z² ± z·√(z² + 4x(1 − x/n))) / (2(n + z²)). Wilson 1927, doi 10.1080/01621459.1927.10502953.
 */
export function wilson(count: number, n: number, z: number = z95): Interval {
  if (n <= 0) return { low: 0, high: 1 }
  const z2 = z * z
  const middle = 2 * count + z2
  const spread = z * Math.sqrt(z2 + 4 * count * (1 - count / n))
  const width = 2 * (n + z2)
  return { low: count === 0 ? 0 : (middle - spread) / width, high: count === n ? 1 : (middle + spread) / width }
}

/**
 * The other question: "what would all `roster` members of this very group have answered?" With everybody's
 * answer there is nothing left to guess. It covers only those who are missing by chance.
 *
 * Wilson with n* = n(N − 1)/(N − n) (finite population correction).
 */
export function wilsonOfRoster(count: number, n: number, roster: number): Interval {
  if (n >= roster) return { low: count / n, high: count / n }
  const effective = (n * (roster - 1)) / (roster - n)
  return wilson((count / n) * effective, effective)
}
