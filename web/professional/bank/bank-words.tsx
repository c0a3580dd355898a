/** Small words of the bank: where a question is on its way, and how far its languages are. */
import type { BankCard } from '#api/bank.ts'
import { translatedLanguages, type TranslationState } from '#domain/questionnaire/bank.ts'
import { Tag, type TagTone } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { groupsOf } from './audience.ts'
import styles from './bank.module.css'

const tones = { draft: 'neutral', inReview: 'warning', published: 'success', retired: 'neutral' } as const satisfies Record<
  BankCard['state'],
  TagTone
>

export function StateTag({ state }: { readonly state: BankCard['state'] }) {
  const { t } = useWords()
  return <Tag tone={tones[state]}>{t(`bank.state.${state}`)}</Tag>
}

/** "Dansk, engelsk (ikke tjekket). Mangler arabisk og ukrainsk." */
export function Languages({ of, isShort = false }: { readonly of: BankCard['translations']; readonly isShort?: boolean }) {
  const { t, list } = useWords()
  // In a list only what is not as it should be is worth reading.
  if (isShort && translatedLanguages.every((language) => of[language] === 'checked')) return t('bank.languages.all')
  const missing = translatedLanguages.filter((language) => of[language] === 'missing')
  const there = translatedLanguages
    .filter((language) => of[language] !== 'missing')
    .map((language) => {
      const name = t(`bank.in.${language}`)
      return of[language] === 'checked' ? name : t('bank.languages.state', { language: name, state: t(`bank.translation.${of[language]}`) })
    })
  return (
    <>
      {list([t('bank.language.da'), ...there])}
      {missing.length > 0 && (
        <span className={styles.under}>
          {t('bank.languages.missing', { languages: list(missing.map((language) => t(`bank.in.${language}`))) })}
        </span>
      )}
    </>
  )
}

export function toneOfTranslation(state: TranslationState): TagTone {
  return state === 'checked' ? 'success' : state === 'outdated' ? 'warning' : 'neutral'
}

/** "Mellemtrin og Forældre" */
export function useMeantFor() {
  const { t, list } = useWords()
  return (meant: Parameters<typeof groupsOf>[0]) => list(groupsOf(meant).map((group) => t(`bank.meant.short.${group}`)))
}
