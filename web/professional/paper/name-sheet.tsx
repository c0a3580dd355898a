/** Which sheet is in hand: the class, where slips are the class's, and the code. Ready for the next one with the class kept. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { PaperSurvey, SheetName } from '#api/paper.ts'
import { Button } from '../../design/button/button.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import styles from './paper.module.css'

type NameSheetProps = {
  readonly survey: PaperSurvey
  readonly classId: string | null
  readonly isBusy: boolean
  readonly onFind: (sheet: SheetName) => void
}

export function NameSheet({ survey, classId, isBusy, onFind }: NameSheetProps) {
  const { t } = useWords()
  const [chosen, setChosen] = useState(classId ?? survey.classes[0]?.id ?? '')
  const [slip, setSlip] = useState('')
  const [isMissing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const hasClass = survey.wayIn === 'lesson'
  // Whoever has a pile goes from sheet to sheet without the mouse.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(slip.trim() === '')
    if (slip.trim() !== '') onFind({ surveyId: survey.id, classId: hasClass ? chosen : null, slip: slip.trim() })
  }
  return (
    <form ref={form} className={styles.which} onSubmit={submit} noValidate>
      <h2>{t('paper.which')}</h2>
      {hasClass && (
        <Select
          label={t('paper.class')}
          help={t('paper.class.help')}
          value={chosen}
          onChange={setChosen}
          options={survey.classes.map(({ id, name, institution }) => ({ value: id, label: `${name} · ${institution}` }))}
        />
      )}
      <TextField
        label={t('paper.code')}
        help={t('paper.code.help')}
        error={isMissing ? t('paper.code.missing') : undefined}
        value={slip}
        onChange={setSlip}
        letters={hasClass ? 9 : 20}
        maxLength={30}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button type="submit" isBusy={isBusy}>
        {t('paper.fetch')}
      </Button>
    </form>
  )
}
