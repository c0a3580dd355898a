/** "Om dine svar" for whoever answers, told before the first question; for grown-ups it is `about.ts`. */
import type { AboutSettings } from './about.ts'

/** A heading and what stands under it, in words. */
export type AboutSection = { readonly heading: string; readonly texts: readonly string[] }

/** A text of the page by its key, with its places filled. */
export type Read<K extends string = string> = (key: K, values?: Readonly<Record<string, string | number>>) => string

/** What the page before the first question knows. */
export type ChildSettings = Pick<AboutSettings, 'municipality' | 'closesOn' | 'thresholds' | 'hasSensitive' | 'items' | 'minutes'> & {
  /** Who may read the answers, by name; nobody in the statistics track. */
  readonly readers?: readonly string[]
}

type ChildKey =
  | `about.${'who' | 'what' | 'see' | 'must' | 'change' | 'keep'}`
  | `about.${'who' | 'what' | 'see' | 'must' | 'change' | 'keep'}.text`
  | `about.see.${'readers' | 'sensitive' | 'group'}`

/** For whoever answers, in few words; the same are shown and read aloud. `day` writes a date. */
export function aboutForChild(
  read: Read<ChildKey>,
  { municipality, closesOn, thresholds, hasSensitive, items, minutes, readers = [] }: ChildSettings,
  day: (isoDay: string) => string,
): readonly AboutSection[] {
  return [
    { heading: read('about.who'), texts: [read('about.who.text', { municipality })] },
    { heading: read('about.what'), texts: [read('about.what.text', { items, minutes })] },
    {
      heading: read('about.see'),
      texts: [
        read('about.see.text'),
        ...(readers.length > 0 ? [read('about.see.readers', { names: readers.join(', ') })] : []),
        read(hasSensitive ? 'about.see.sensitive' : 'about.see.group', { open: thresholds.open, sensitive: thresholds.sensitive }),
      ],
    },
    { heading: read('about.must'), texts: [read('about.must.text')] },
    { heading: read('about.change'), texts: [read('about.change.text')] },
    { heading: read('about.keep'), texts: [read('about.keep.text', { day: day(closesOn) })] },
  ]
}
