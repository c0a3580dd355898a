/** What the report shows. Every press is a new address, so a choice can be sent as a link and gone back from. */
import { useState } from 'react'
import { comparisons, type ReportUnit } from '#api/report.ts'
import { unitName } from '#domain/report/unit-name.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import { type Choice, chosenThemes, withThemes, writeChoice } from './choice.ts'
import { type ComparisonChoice, comparisonsFor, unitLines } from './units.ts'
import styles from './chooser.module.css'
import { useLocation } from 'wouter'

type Listed = Output<'listReports'>[number]

type ChooserProps = {
  readonly listed: Listed
  readonly surveys: readonly Listed[]
  readonly choice: Choice
  readonly themes: readonly { readonly code: string; readonly name: string }[]
  /** Whether some of its questions are about the teaching environment, and not all: else the choice is none. */
  readonly hasUmv: boolean
  /** The school year of an earlier wave to compare with. */
  readonly earlier: number | null
  readonly hrefFor: (choice: Choice) => string
  readonly onChoose: (choice: Choice) => void
}

export function Chooser({ listed, surveys, choice, themes, hasUmv, earlier, hrefFor, onChoose }: ChooserProps) {
  const { t, schoolYear, language } = useWords()
  const [, go] = useLocation()
  const [isOpen, setOpen] = useState(false)
  const codes = themes.map(({ code }) => code)
  const shown = chosenThemes(choice, codes)
  const others = comparisonsFor(listed.units, choice.unit)
  const comparisonName = ({ value, of }: ComparisonChoice) =>
    value === 'rest' ? t('report.choose.compare.rest', { name: unitName(of, language) }) : unitName(of, language)
  const against =
    choice.compare === 'earlier' && earlier !== null
      ? t('report.choose.compare.earlier', { year: schoolYear(earlier) })
      : others.filter(({ value }) => value === choice.compare).map(comparisonName)[0]
  const unit = listed.units.find((one) => one.unit === choice.unit)
  const summary = [
    unit ? unitName(unit, language) : null,
    choice.content === 'teachingEnvironment'
      ? t('report.choose.umv')
      : shown.length === codes.length
        ? t('report.choose.summary.all')
        : t('report.choose.summary.some', { count: shown.length, of: codes.length }),
    against === undefined ? t('report.choose.summary.alone') : t('report.choose.summary.against', { other: against }),
    choice.split === 'sex' ? t('report.choose.split.sex') : null,
  ]
    .filter((part) => part !== null)
    .join(' · ')
  return (
    <aside className={styles.chooser} aria-label={t('report.choose')}>
      <div className={styles.toggle}>
        <button type="button" className={styles.fold} aria-expanded={isOpen} aria-controls="choices" onClick={() => setOpen(!isOpen)}>
          <span>
            <strong>{t(isOpen ? 'report.choose.hide' : 'report.choose')}</strong>
            <span className={styles.chosen}>{summary}</span>
          </span>
          <Icon name={isOpen ? 'up' : 'down'} />
        </button>
      </div>
      <div id="choices" className={styles.choices} data-open={isOpen || undefined}>
        {surveys.length > 1 && (
          <Select
            label={t('report.choose.survey')}
            options={surveys.map(({ surveyId, title, schoolYear: year }) => ({ value: surveyId, label: `${schoolYear(year)}: ${title}` }))}
            value={listed.surveyId}
            onChange={(surveyId) => {
              const other = surveys.find((survey) => survey.surveyId === surveyId)
              const isThere = other?.units.some(({ unit }) => unit === choice.unit)
              go(`${addresses.report}/${surveyId}${isThere ? writeChoice(choice) : ''}`)
            }}
          />
        )}
        <Units
          units={listed.units}
          chosen={choice.unit}
          hrefFor={(unit) =>
            hrefFor({
              ...choice,
              unit,
              compare:
                choice.compare === 'earlier' || comparisonsFor(listed.units, unit).some(({ value }) => value === choice.compare)
                  ? choice.compare
                  : 'none',
            })
          }
        />
        <div className={styles.group}>
          <Checkboxes
            label={t('report.choose.content')}
            look="plain"
            options={themes.map(({ code, name }) => ({ value: code, label: name }))}
            values={shown}
            onChange={(values) => onChoose(withThemes(choice, values, codes))}
          />
          {shown.length < codes.length && (
            <Button look="quiet" size="small" onClick={() => onChoose({ ...choice, themes: '' })}>
              {t('report.choose.all')}
            </Button>
          )}
          {hasUmv && (
            <Checkboxes
              label={<span className="visually-hidden">{t('report.choose.umv')}</span>}
              look="plain"
              options={[{ value: 'teachingEnvironment', label: t('report.choose.umv') }]}
              values={choice.content === 'teachingEnvironment' ? ['teachingEnvironment'] : []}
              onChange={(values) => onChoose({ ...choice, content: values.length > 0 ? 'teachingEnvironment' : 'all' })}
            />
          )}
        </div>
        {(others.length > 0 || earlier !== null) && (
          <Radios
            label={t('report.choose.compare')}
            look="plain"
            options={[
              { value: 'none', label: t('report.choose.compare.none') },
              ...others.map((other) => ({ value: other.value, label: comparisonName(other) })),
              ...(earlier === null ? [] : [{ value: 'earlier', label: t('report.choose.compare.earlier', { year: schoolYear(earlier) }) }]),
            ]}
            value={choice.compare}
            onChange={(value) => onChoose({ ...choice, compare: asComparison(value) })}
          />
        )}
        <Checkboxes
          label={t('report.choose.split')}
          look="plain"
          options={[{ value: 'sex', label: t('report.choose.split.sex') }]}
          values={choice.split === 'sex' ? ['sex'] : []}
          onChange={(values) => onChoose({ ...choice, split: values.length > 0 ? 'sex' : 'none' })}
        />
      </div>
    </aside>
  )
}

function asComparison(value: string): Choice['compare'] {
  return comparisons.find((one) => one === value) ?? 'none'
}

const manyUnits = 14

/** The units as links: the chosen one, what it is part of, and what is part of it. */
function Units({
  units,
  chosen,
  hrefFor,
}: {
  readonly units: readonly ReportUnit[]
  readonly chosen: string
  readonly hrefFor: (unit: string) => string
}) {
  const { t, language } = useWords()
  const [sought, setSought] = useState('')
  const lines = unitLines(units, chosen)
  const found =
    sought.trim() === ''
      ? lines
      : lines.filter(
          ({ unit, isChosen }) =>
            isChosen || unitName(unit, language).toLocaleLowerCase('da').includes(sought.trim().toLocaleLowerCase('da')),
        )
  return (
    <nav className={styles.group} aria-labelledby="choose-unit">
      <h2 id="choose-unit" className={styles.label}>
        {t('report.choose.unit')}
      </h2>
      {lines.length > manyUnits && <TextField label={t('report.choose.unit.find')} type="search" value={sought} onChange={setSought} />}
      <ul className={styles.units}>
        {found.map(({ unit, depth, isChosen }) => (
          <li key={unit.unit} data-depth={Math.min(depth, 4)}>
            <a className={styles.unit} href={hrefFor(unit.unit)} aria-current={isChosen ? 'page' : undefined}>
              <span className={styles.dot} aria-hidden="true" />
              <span>
                {unitName(unit, language)}
                {!unit.isOpen && <span className={styles.closed}> ({t('report.choose.unit.closed')})</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
