/** What stands on a board, in its order: moved up, taken away, and one more added. */
import { useId } from 'react'
import { Button } from '../../design/button/button.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import styles from './trend.module.css'

type ChosenProps = {
  readonly heading: string
  readonly add: string
  readonly most: number
  readonly chosen: readonly string[]
  readonly offered: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (chosen: readonly string[]) => void
}

export function Chosen({ heading, add, most, chosen, offered, onChange }: ChosenProps) {
  const { t } = useWords()
  const id = useId()
  const others = offered.filter(({ value }) => !chosen.includes(value))
  const moveUp = (place: number) =>
    onChange(chosen.map((one, at) => chosen[at === place - 1 ? place : at === place ? place - 1 : at] ?? one))
  return (
    <section aria-labelledby={id} className={styles.chosen}>
      <h3 id={id}>{heading}</h3>
      <ol className={styles.order}>
        {chosen.map((value, place) => {
          const name = offered.find((one) => one.value === value)?.label ?? value
          return (
            <li key={value}>
              <span>{name}</span>
              {place > 0 && (
                <Button look="quiet" size="small" aria-label={t('board.up.of', { name })} onClick={() => moveUp(place)}>
                  {t('board.up')}
                </Button>
              )}
              {chosen.length > 1 && (
                <Button
                  look="quiet"
                  size="small"
                  aria-label={t('board.remove.of', { name })}
                  onClick={() => onChange(chosen.filter((one) => one !== value))}
                >
                  {t('board.remove')}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
      {chosen.length < most && others.length > 0 && (
        <Select
          label={add}
          options={[{ value: '', label: t('board.add.none') }, ...others]}
          value=""
          onChange={(value) => value !== '' && onChange([...chosen, value])}
        />
      )}
    </section>
  )
}
