/** Quiet line drawings beside the promises. Decoration only: the words say it all. */
import styles from './sketch.module.css'

const drawings = {
  purpose: 'M7 4h14v24H7zM11 10h6M11 15h6M11 20h3M24 13l4 4-4 4M28 17h-7',
  lock: 'M8 14.5h16V27H8zM11.5 14.5V11a4.5 4.5 0 0 1 9 0v3.5M16 19.5v3',
  group:
    'M11.5 14a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM4 26c0-4.4 3.2-7.2 7.5-7.2S19 21.6 19 26M20.6 6.9a3.8 3.8 0 0 1 0 6.6M23 19.2c3.1.8 5 3.3 5 6.8',
  hand: 'M10.8 17V8.2a1.8 1.8 0 0 1 3.6 0V15M14.4 14.4V5.9a1.8 1.8 0 0 1 3.6 0v8.4M18 14.6V7.6a1.8 1.8 0 0 1 3.6 0v10.6M21.6 15.4v-3.8a1.8 1.8 0 0 1 3.6 0v7.6c0 5.4-3.1 8.8-8 8.8-4 0-5.9-1.8-7.9-5.6l-3-5.2a1.8 1.8 0 0 1 3.1-1.9l1.4 2.4',
  house: 'M5 15.5 16 6l11 9.5M8 13.5V26h16V13.5M16 23.5s-4.2-2.5-4.2-5.2a2.2 2.2 0 0 1 4.2-.9 2.2 2.2 0 0 1 4.2.9c0 2.7-4.2 5.2-4.2 5.2z',
  shield: 'M16 4l10 3.8V15c0 6.4-4.2 10.8-10 13-5.8-2.2-10-6.6-10-13V7.8zM11.6 15.8l3.1 3.2 5.7-6',
} as const

export type SketchName = keyof typeof drawings

export function Sketch({ name }: { readonly name: SketchName }) {
  return (
    <svg
      className={styles.sketch}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
