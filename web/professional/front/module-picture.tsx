/** A quiet picture for each module, of circles and paper: decoration only, the words say it all. */
import type { ReactNode } from 'react'
import styles from './module-page.module.css'

export type ModuleName = 'early' | 'school' | 'youth' | 'plus' | 'inspiration'

const drawings = {
  early: (
    <>
      <path className={styles.line} d="M70 190V112l70-56 70 56v78zM118 190v-46h44v46" />
      <circle className={styles.warm} cx="262" cy="96" r="26" />
      <path className={styles.soft} d="M218 214c0-34 18-58 44-58s44 24 44 58z" />
      <circle className={styles.main} cx="322" cy="150" r="17" />
      <path className={styles.main} d="M296 214c0-22 10-38 26-38s26 16 26 38z" />
      <path className={styles.line} d="M40 214h324" />
    </>
  ),
  school: (
    <>
      <rect className={styles.paper} x="52" y="44" width="180" height="150" rx="12" />
      {[0, 1, 2, 3].map((row) => (
        <g key={row}>
          <rect className={styles.soft} x="72" y={68 + row * 30} width="140" height="16" rx="5" />
          <rect
            className={row === 0 ? styles.warmFill : styles.main}
            x="72"
            y={68 + row * 30}
            width={[112, 84, 46, 22][row]}
            height="16"
            rx="5"
          />
        </g>
      ))}
      {[0, 1, 2, 3, 4, 5].map((place) => (
        <g key={place}>
          <circle className={place === 2 ? styles.warm : styles.main} cx={268 + (place % 3) * 40} cy={place < 3 ? 112 : 170} r="13" />
          <path
            className={place === 2 ? styles.warmFill : styles.main}
            d={`M${250 + (place % 3) * 40} ${place < 3 ? 144 : 202}c0-11 7-17 18-17s18 6 18 17z`}
          />
        </g>
      ))}
      <path className={styles.line} d="M40 214h324" />
    </>
  ),
  youth: (
    <>
      <path className={styles.wide} d="M40 204c70 0 70-60 140-60s60-70 184-78" />
      <path className={styles.line} d="M40 204c70 0 70-60 140-60s60-70 184-78" strokeDasharray="2 9" />
      <circle className={styles.soft} cx="96" cy="150" r="22" />
      <circle className={styles.main} cx="206" cy="96" r="22" />
      <circle className={styles.warm} cx="318" cy="44" r="22" />
      <path className={styles.line} d="M96 172v20M206 118v22M318 66v10" />
    </>
  ),
  plus: (
    <>
      {[0, 1, 2, 3, 4, 5].map((place) => {
        const angle = (place / 6) * Math.PI * 2 - Math.PI / 2
        const [x, y] = [Math.round(200 + 124 * Math.cos(angle)), Math.round(126 + 88 * Math.sin(angle))]
        return (
          <g key={place}>
            <path className={styles.line} d={`M200 126L${x} ${y}`} />
            <circle className={place % 3 === 1 ? styles.main : styles.soft} cx={x} cy={y} r="20" />
          </g>
        )
      })}
      <circle className={styles.warm} cx="200" cy="126" r="34" />
    </>
  ),
  inspiration: (
    <>
      {[0, 1, 2, 3, 4].map((place) => (
        <g key={place} transform={`rotate(${(place - 2) * 9} 200 320)`}>
          <rect className={styles.paper} x="152" y="46" width="96" height="130" rx="10" />
          <rect className={place === 2 ? styles.warmFill : styles.main} x="166" y="62" width="68" height="34" rx="6" />
          <path className={styles.line} d="M166 116h68M166 134h68M166 152h40" />
        </g>
      ))}
    </>
  ),
} as const satisfies Record<ModuleName, ReactNode>

export function ModulePicture({ name }: { readonly name: ModuleName }) {
  return (
    <svg className={styles.picture} viewBox="0 0 400 240" fill="none" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  )
}
