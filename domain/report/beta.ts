/**
 * The beta distribution, which exact intervals of a share and Student's t are read from. Own, because the
 * domain has no libraries; held against printed values and its own identities in `beta.test.ts`.
 */

/** ln Γ(x) for x > 0, within 1e-13 of itself (Lanczos 1964, with Godfrey's nine coefficients for g = 7). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const series = lanczos.reduce((sum, coefficient, index) => sum + coefficient / (x - 1 + index + 1), 0.99999999999980993)
  const base = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series)
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
]

/**
 * The regularised incomplete beta function I_x(a, b): the probability that a Beta(a, b) lies below x, for
 * a, b > 0. 0 at x ≤ 0 and 1 at x ≥ 1. By Lentz's continued fraction, from the side where it converges fast
 * (Abramowitz & Stegun 1964, 26.5.8; Press et al. 2007, 6.4).
 */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

/** The x below which a Beta(a, b) lies with this probability, 0 to 1. By halving, to the last bit that matters. */
export function betaQuantile(probability: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (betaBelow(middle, a, b) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const tiny = 1e-300
const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m <= 500; m++) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / away(1 + term * d)
      c = away(1 + term / c)
      value *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return value
}
