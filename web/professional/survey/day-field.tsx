/** A day to write or to choose in a calendar with weeks, in the language of the page. '' while there is none. */
import '../pressing-without-inline-style.ts'
import { parseDate } from '@internationalized/date'
import { type ComponentProps, type KeyboardEvent, useContext, useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { DateFieldStateContext } from 'react-aria-components/DateField'
import { DateInput, DatePicker, DateSegment, Group, Label, Popover } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { describedBy, FieldError, type FieldWords, Help } from '../../design/field/field.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { locales } from '../wording.ts'
import { DayCalendar } from './day-calendar.tsx'
import styles from './day-field.module.css'
import { useWrittenDay } from './written-day.ts'

type DayFieldProps = FieldWords & {
  /** Where an error summary leads. */
  id: string
  /** '2026-11-23', or '' */
  value: string
  onChange: (day: string) => void
  /** The days that the calendar offers; any day can be written. */
  min?: string
  max?: string
}

export function DayField({ id, label, help, error, value, onChange, min, max }: DayFieldProps) {
  const { t, language } = useWords()
  const written = useWrittenDay(value, onChange)
  // The same day must be the same object: at another one React Aria forgets what is half written.
  const held = useMemo(() => (written.day === '' ? null : parseDate(written.day)), [written.day])
  const goOnAtSeparator = useSeparators()
  return (
    <I18nProvider locale={locales[language]}>
      <DatePicker
        id={id}
        className={error ? 'field field--wrong' : 'field'}
        aria-describedby={describedBy(id, { help, error }) ?? ''}
        isInvalid={Boolean(error)}
        validationBehavior="aria"
        firstDayOfWeek="mon"
        shouldForceLeadingZeros
        value={held}
        onChange={(day) => written.write(day?.toString() ?? '')}
        onKeyDown={goOnAtSeparator}
      >
        <Label className="field__label">{label}</Label>
        {help && <Help id={id}>{help}</Help>}
        <Group className={`field__box ${styles.box}`}>
          <DateInput className={styles.parts ?? ''}>{(part) => <Part part={part} onMiss={written.miss} />}</DateInput>
          <Button className={styles.open ?? ''} aria-label={t('plan.day.calendar')}>
            <Icon name="calendar" />
            <span>{t('plan.day.calendar')}</span>
          </Button>
        </Group>
        {error && <FieldError id={id}>{error}</FieldError>}
        <Popover className={styles.popover ?? ''} offset={6} containerPadding={8}>
          <Dialog className={styles.dialog ?? ''}>
            <div className={styles.sheetHead}>
              <span>{label}</span>
              <Button slot="close" className={styles.close ?? ''}>
                <Icon name="cross" />
                <span>{t('plan.day.close')}</span>
              </Button>
            </div>
            <DayCalendar min={min} max={max} />
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  )
}

type PartProps = { readonly part: ComponentProps<typeof DateSegment>['segment']; readonly onMiss: (isPartMissing: boolean) => void }

/** Day, month or year, or what stands between them. The year, which is always there, also tells whether a part is missing. */
function Part({ part, onMiss }: PartProps) {
  const isPartMissing = useContext(DateFieldStateContext)?.segments.some(({ isPlaceholder }) => isPlaceholder) ?? true
  const tell = useEffectEvent(onMiss)
  const isTelling = part.type === 'year'
  useEffect(() => {
    if (isTelling) tell(isPartMissing)
  }, [isTelling, isPartMissing])
  return <DateSegment segment={part} className={styles.part ?? ''} />
}

/**
 * Who writes 1.12.2026 means the point as "and now the month". React Aria goes on by itself when a part can get
 * no more figures, and then the point finds a part where nothing has been written and does nothing.
 */
function useSeparators() {
  const writtenIn = useRef<EventTarget | null>(null)
  return (event: KeyboardEvent<Element>) => {
    const parts = [...event.currentTarget.querySelectorAll<HTMLElement>('[contenteditable]')]
    const place = parts.findIndex((part) => part === event.target)
    if (place < 0) return
    if (/^\d$/.test(event.key)) writtenIn.current = event.target
    if (!/^[-./, ]$/.test(event.key)) return
    event.preventDefault()
    if (writtenIn.current === event.target) parts[place + 1]?.focus()
    writtenIn.current = null
  }
}
