/** A complete sheet for tests, with what the test cares about put in. */
import type { PublishedSheet, Sheet, SheetText } from './sheet.ts'

const words: SheetText = {
  title: 'Titel',
  provider: 'Udbyder',
  summary: 'Kort',
  aim: 'Formål',
  activities: 'Aktivitet',
  duration: 'To uger',
  staffTime: 'To timer',
  training: 'Ingen',
  cost: 'Gratis',
  materials: 'Hæfte',
  evidence: 'Ingen',
  family: 'Familie',
}

const blank = Object.fromEntries(Object.keys(words).map((word) => [word, ''])) as SheetText

/** `title` and `summary` are the Danish ones; English is left to Danish. */
export function anExample(
  code: string,
  given: Partial<Sheet> & { readonly title?: string; readonly summary?: string } = {},
): PublishedSheet {
  const { title = words.title, summary = words.summary, ...rest } = given
  return {
    code,
    sheet: {
      kind: 'intervention',
      isExample: true,
      themes: ['wellbeing'],
      ages: { from: 6, to: 16 },
      informants: ['pupil'],
      target: 'universal',
      levels: ['class'],
      settings: ['school'],
      evidence: 'promising',
      cost: 'free',
      languages: ['da'],
      link: 'https://example.org/ark',
      contact: 'kontakt@example.org',
      reviewedOn: '2026-11-01',
      texts: { da: { ...words, title, summary }, en: blank },
      ...rest,
    },
  }
}
