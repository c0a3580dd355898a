import { daysBetween, isDay } from '#domain/calendar/calendar.ts'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { today } from '../today.ts'
import { DayField } from './day-field.tsx'
import styles from './plan-survey-page.module.css'
import type { StepProps } from './who-step.tsx'

export function WhenStep({ draft, setDraft, says }: StepProps) {
  const { t, counted, longDay } = useWords()
  const { opensOn, closesOn } = draft
  const days = isDay(opensOn) && isDay(closesOn) ? daysBetween(opensOn, closesOn) + 1 : 0
  return (
    <>
      <TextField
        id="plan-name"
        label={t('plan.when.name')}
        help={t('plan.when.name.help')}
        error={says('name')}
        value={draft.title}
        maxLength={200}
        onChange={(title) => setDraft({ ...draft, title })}
      />
      <div className={styles.days}>
        <DayField
          id="plan-opens"
          label={t('plan.when.opens')}
          help={isDay(opensOn) ? longDay(opensOn) : t('plan.day.help')}
          error={says('opens')}
          value={opensOn}
          onChange={(day) => setDraft({ ...draft, opensOn: day })}
        />
        <DayField
          id="plan-closes"
          label={t('plan.when.closes')}
          help={isDay(closesOn) ? longDay(closesOn) : t('plan.day.help')}
          error={says('closes')}
          min={opensOn > today() ? opensOn : today()}
          value={closesOn}
          onChange={(day) => setDraft({ ...draft, closesOn: day })}
        />
      </div>
      {days > 0 && (
        <p className={styles.sum} role="status">
          {counted('plan.when.days', days)} {t('plan.when.closes.help')}
        </p>
      )}
    </>
  )
}
