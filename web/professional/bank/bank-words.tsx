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

/** "Engelsk tjekket, arabisk mangler": the abbreviation is for the eye, the words for everybody. */
export function Languages({ of }: { readonly of: BankCard['translations'] }) {
  const { t } = useWords()
  return (
    <ul className={styles.languages}>
      {translatedLanguages.map((language) => (
        <li key={language} data-state={of[language]}>
          <span>{t(`bank.language.${language}`)}</span> <span className={styles.languageState}>{t(`bank.translation.${of[language]}`)}</span>
        </li>
      ))}
    </ul>
  )
}

export function toneOfTranslation(state: TranslationState): TagTone {
  return state === 'checked' ? 'success' : state === 'outdated' ? 'warning' : 'neutral'
}

/** "Mellemtrin, 4.-6. klasse og forældre" */
export function useMeantFor() {
  const { t, list } = useWords()
  return (meant: Parameters<typeof groupsOf>[0]) => list(groupsOf(meant).map((group) => t(`bank.meant.${group}`)))
}
