/** What the four marks mean, where they are met. */
import { ColourMark } from '../../design/colour-mark/colour-mark.tsx'
import { useWords } from '../language.tsx'
import styles from './children-page.module.css'

const colours = ['red', 'yellow', 'green', 'grey'] as const

export function Legend() {
  const { t } = useWords()
  return (
    <dl className={styles.legend}>
      <dt>{t('children.legend')}</dt>
      {colours.map((colour) => (
        <dd key={colour}>
          <ColourMark colour={colour} word={t(`colour.${colour}`)} />
        </dd>
      ))}
    </dl>
  )
}
