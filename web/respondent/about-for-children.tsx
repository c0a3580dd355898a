/** "Om dine svar" for the child: generated from the survey's settings, so it can't say anything else than what happens. */
import type { AboutSurvey } from '#api/response.ts'
import type { Language } from '#domain/text/text.ts'
import { dayInWords, type T } from './words.ts'

type Settings = Pick<AboutSurvey, 'municipality' | 'closesOn' | 'thresholds' | 'hasSensitive'> & {
  readonly items: number
  readonly minutes: number
  /** Who may read the answers, by name; nobody in the statistics track. */
  readonly readers?: readonly string[]
}

/** Headings and what stands under them; the same words are shown and read aloud. */
export function aboutForChildren(
  t: T,
  { municipality, closesOn, thresholds, hasSensitive, items, minutes, readers = [] }: Settings,
  language: Language,
) {
  return [
    { heading: t('about.who'), texts: [t('about.who.text', { municipality })] },
    { heading: t('about.what'), texts: [t('about.what.text', { items, minutes })] },
    {
      heading: t('about.see'),
      texts: [
        t('about.see.text'),
        ...(readers.length > 0 ? [t('about.see.readers', { names: readers.join(', ') })] : []),
        t(hasSensitive ? 'about.see.sensitive' : 'about.see.group', { open: thresholds.open, sensitive: thresholds.sensitive }),
      ],
    },
    { heading: t('about.must'), texts: [t('about.must.text')] },
    { heading: t('about.change'), texts: [t('about.change.text')] },
    { heading: t('about.keep'), texts: [t('about.keep.text', { day: dayInWords(closesOn, language) })] },
  ] as const
}

export function AboutSections({ sections }: { sections: readonly { readonly heading: string; readonly texts: readonly string[] }[] }) {
  return (
    <div className="about">
      {sections.map(({ heading, texts }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
    </div>
  )
}
