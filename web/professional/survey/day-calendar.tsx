/** One month to choose a day in, with the number of each week, which is how Danish schools plan. */
import { type CalendarDate, parseDate } from '@internationalized/date'
import { useContext, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Calendar, CalendarCell, CalendarGrid, CalendarStateContext, Heading } from 'react-aria-components/Calendar'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { locales, weekOf } from '../wording.ts'
import styles from './day-calendar.module.css'

type DayCalendarProps = { readonly min: string | undefined; readonly max: string | undefined }

export function DayCalendar({ min, max }: DayCalendarProps) {
  const calendar = useRef<HTMLDivElement>(null)
  // Where the calendar is taller than the window, it opens at the day it is about.
  useEffect(() => {
    calendar.current?.querySelector('[data-focused]')?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <Calendar
      ref={calendar}
      className={styles.calendar ?? ''}
      firstDayOfWeek="mon"
      minValue={min ? parseDate(min) : null}
      maxValue={max ? parseDate(max) : null}
    >
      <Months />
      <div className={styles.weeks}>
        <CalendarGrid className={styles.grid ?? ''}>
          <WeekdayNames />
          <Weeks />
        </CalendarGrid>
      </div>
    </Calendar>
  )
}

/** The month, and ways to the ones beside it, each called by its name. */
function Months() {
  const { t } = useWords()
  const name = useNames({ month: 'short' })
  const { start } = useCalendar().visibleRange
  const previous = withoutPoint(name(start.subtract({ months: 1 })))
  const next = withoutPoint(name(start.add({ months: 1 })))
  return (
    <div className={styles.months}>
      <Button slot="previous" className={styles.turn ?? ''} aria-label={t('plan.day.previous', { month: previous })}>
        <Icon name="back" />
        <span>{previous}</span>
      </Button>
      <Heading className={styles.month ?? ''} />
      <Button slot="next" className={styles.turn ?? ''} aria-label={t('plan.day.next', { month: next })}>
        <span>{next}</span>
        <Icon name="forward" />
      </Button>
    </div>
  )
}

/** Seen only: each day says its own weekday, and heard twice it is noise. */
function WeekdayNames() {
  const { t } = useWords()
  const name = useNames({ weekday: 'short' })
  const { getDatesInWeek } = useCalendar()
  return (
    <thead aria-hidden="true">
      <tr>
        <th className={styles.weekHead}>{t('plan.day.week')}</th>
        {getDatesInWeek(1).map((day) => day && <th key={day.toString()}>{name(day).slice(0, 2)}</th>)}
      </tr>
    </thead>
  )
}

function Weeks() {
  const { visibleRange, getWeeksInMonth, getDatesInWeek } = useCalendar()
  const weeks = Array.from({ length: getWeeksInMonth(visibleRange.start) }, (_, place) =>
    getDatesInWeek(place).filter((day) => day !== null),
  )
  return <tbody>{weeks.map(([monday, ...others]) => monday && <Week key={monday.toString()} days={[monday, ...others]} />)}</tbody>
}

function Week({ days }: { readonly days: readonly [CalendarDate, ...CalendarDate[]] }) {
  const { t } = useWords()
  const week = String(weekOf(days[0].toString()))
  return (
    <tr>
      <th scope="row" aria-label={t('plan.day.weekNumber', { week })} className={styles.week}>
        {week}
      </th>
      {days.map((day) => (
        <CalendarCell key={day.toString()} date={day} className={styles.day ?? ''} />
      ))}
    </tr>
  )
}

function useCalendar() {
  const calendar = useContext(CalendarStateContext)
  if (!calendar) throw new Error('stands outside Calendar')
  return calendar
}

/** Writes a part of a day in the language of the page. */
function useNames(part: Intl.DateTimeFormatOptions): (day: CalendarDate) => string {
  const { language } = useWords()
  const format = new Intl.DateTimeFormat(locales[language], { ...part, timeZone: 'UTC' })
  return (day) => format.format(day.toDate('UTC'))
}

/** "okt." as "okt": it stands alone, on a button. */
function withoutPoint(name: string): string {
  return name.replace(/\.$/, '')
}
