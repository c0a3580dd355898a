import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const pairs = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
)

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['page', 'page-warm', 'surface', 'surface-sunken'] as const

const words: readonly (readonly [string, readonly string[]])[] = [
  ['text', [...grounds, 'action-soft', 'success-soft', 'warning-soft', 'danger-soft']],
  ['text-quiet', [...grounds, 'action-soft', 'success-soft', 'warning-soft', 'danger-soft']],
  ['action', [...grounds, 'action-soft']],
  ['action-hover', [...grounds, 'action-soft']],
  ['success', ['page', 'page-warm', 'surface', 'success-soft']],
  ['warning', ['page', 'page-warm', 'surface', 'warning-soft']],
  ['danger', ['page', 'page-warm', 'surface', 'danger-soft']],
  ['text-on-action', ['action', 'action-hover']],
  ['surface', ['danger', 'danger-hover']],
]

const graphics: readonly (readonly [string, readonly string[]])[] = [
  ['border-strong', grounds],
  ['face-line', ['face', 'accent']],
  ['focus', grounds],
  ['chart-bar', ['surface', 'chart-track']],
  ['chart-interval', ['surface', 'chart-track']],
  ['chart-compare', ['surface', 'chart-track']],
]

for (const theme of ['light', 'dark'] as const) {
  for (const [what, list, least] of [
    ['words', words, 4.5],
    ['graphics', graphics, 3],
  ] as const) {
    test(`${what} stand out on what they stand on, in the ${theme} theme`, () => {
      const faint = list.flatMap(([ink, papers]) =>
        papers.flatMap((paper) => {
          const [one, other] = [pairs.get(ink)?.[theme], pairs.get(paper)?.[theme]]
          assert.ok(one && other, `${ink} and ${paper} are colours with a light and a dark value`)
          const measured = contrast(one, other)
          return measured < least ? [`${ink} on ${paper}: ${measured.toFixed(2)}`] : []
        }),
      )
      assert.deepEqual(faint, [])
    })
  }
}

test('no style sheet names a colour of its own', () => {
  const web = new URL('..', import.meta.url)
  const named = globSync('{design,respondent}/**/*.css', { cwd: web })
    .filter((file) => !file.endsWith('tokens.css'))
    .filter((file) => /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/i.test(readFileSync(new URL(file, web), 'utf8')))
  assert.deepEqual(named, [], 'give the colour a name in tokens.css')
})
