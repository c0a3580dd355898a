/** Small line pictures that stand beside a word, never instead of one. Drawn on a 24 by 24 field. */
import './icon.css'

const drawings = {
  back: 'M19 12H5m7-7-7 7 7 7',
  forward: 'M5 12h14m-7-7 7 7-7 7',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6 6 18',
  minus: 'M6 12h12',
  plus: 'M6 12h12M12 6v12',
  down: 'm6 9.5 6 6 6-6',
  up: 'm6 14.5 6-6 6 6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 8v5.5M12 7.6v.1',
  success: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-4 9.4 2.8 2.8 5.4-5.8',
  warning: 'M12 3.8 2.6 20h18.8zM12 10v4.5m0 2.7v.1',
  danger: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4.2v5.6m0 3.5v.1',
  speaker: 'M4 9.5v5h3.5l5 4v-13l-5 4zM16 9a4.2 4.2 0 0 1 0 6m2.6-8.6a8 8 0 0 1 0 11.2',
  stop: 'M7 7h10v10H7z',
  print: 'M7 8.5V4h10v4.5M7 17H4V8.5h16V17h-3M7 14h10v6H7z',
  external: 'M14 5h5v5m0-5-8.5 8.5M11 6H5v13h13v-6',
  upload: 'M12 16V5M7 10l5-5 5 5M5 19.5h14',
  download: 'M12 4v11m-5-5 5 5 5-5M5 19.5h14',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  eyeOff: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M4 4l16 16',
  lock: 'M6 11h12v9H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m4.8 11.3L20 20',
  menu: 'M4 7h16M4 12h16M4 17h16',
  home: 'm4 11 8-7 8 7v9h-5.5v-6h-5v6H4z',
  people:
    'M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20c.5-3.8 2.9-5.8 6.5-5.8s6 2 6.5 5.8M16 4.8a3.5 3.5 0 0 1 0 6.4m1.8 3.3c2.1.8 3.4 2.6 3.7 5.5',
  calendar: 'M4 5.5h16V20H4zM4 10h16M8 3v4m8-4v4',
  chart: 'M4 4v16M4 7h11M4 12h15M4 17h7',
} as const

export type IconName = keyof typeof drawings

/** Arrows that follow the reading direction. */
const mirrored: readonly string[] = ['back', 'forward', 'external']

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={mirrored.includes(name) ? 'icon icon--mirrored' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}

export const iconNames = Object.keys(drawings) as IconName[]
