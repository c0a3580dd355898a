/** The rows of Mine børn. On a phone each is a card; the order is then chosen in the list above. */
import { useId } from 'react'
import { ColourMark } from '../../design/colour-mark/colour-mark.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { ProtectedMark } from '../shell/protected-name.tsx'
import { type ChildrenRead, directions, type Listed, type Order } from './children-list.ts'
import { childAddress } from './child-address.ts'
import styles from './children-table.module.css'

export type ChildrenTableProps = {
  /** Names the table: whose rows it has. */
  readonly name: string
  readonly rows: readonly Listed[]
  /** Of a child's themes how many are of each colour; which they are is folded away. */
  readonly isBrief: boolean
  readonly questionnaires: ChildrenRead['questionnaires']
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

const columns = ['name', 'class', 'answered', 'themes', 'wish', 'flags', 'done'] as const

export function ChildrenTable({ name, rows, questionnaires, isBrief, order, onOrder }: ChildrenTableProps) {
  const { t } = useWords()
  const sorting = useId()
  const hasSchools = new Set(rows.map(({ institution }) => institution)).size > 1
  return (
    <div className={styles.frame}>
      <p id={sorting} hidden>
        {t('children.sortBy')}
      </p>
      <table className={styles.table} aria-label={name} aria-describedby={sorting}>
        <thead>
          <tr>
            {columns.map((column) =>
              column === 'themes' ? (
                <th key={column} scope="col">
                  {t('children.column.themes')}
                </th>
              ) : (
                <th key={column} scope="col" aria-sort={column === order ? directions[column] : undefined}>
                  <button type="button" className={styles.sort} onClick={() => onOrder(column)}>
                    {t(`children.column.${column}`)}
                    {column === order && <Icon name={directions[column] === 'ascending' ? 'up' : 'down'} />}
                  </button>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody className={styles.rows}>
          {rows.map((child) => (
            <Row
              key={`${child.pupilId} ${child.survey.id}`}
              child={child}
              hasSchools={hasSchools}
              isBrief={isBrief}
              questionnaires={questionnaires}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = Pick<ChildrenTableProps, 'questionnaires' | 'isBrief'> & {
  readonly child: Listed
  /** There is more than one, so the class alone doesn't say where. */
  readonly hasSchools: boolean
}

function Row({ child, hasSchools, isBrief, questionnaires }: RowProps) {
  const { t, counted, day } = useWords()
  const hasAnswered = child.answeredOn !== null
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.name}>
        <a href={childAddress(child.pupilId, { purpose: 'talk' })}>{child.name}</a> {child.isProtected && <ProtectedMark />}
      </th>
      <td className={styles.class}>
        {child.className}
        {hasSchools && <span className={styles.school}>{child.institution}</span>}
      </td>
      <td className={styles.answered}>
        {child.answeredOn === null ? (
          <span className="quiet">{t(`children.decision.${child.decision}`)}</span>
        ) : (
          <>
            <span className={styles.label}>{t('children.answered')} </span>
            <span>{day(child.answeredOn)}</span>
          </>
        )}
      </td>
      <td className={styles.themes} data-empty={!hasAnswered || undefined}>
        {hasAnswered &&
          (isBrief ? (
            <BriefThemes child={child} questionnaires={questionnaires} />
          ) : (
            <Themes child={child} questionnaires={questionnaires} />
          ))}
      </td>
      <td className={styles.wish} data-empty={!child.wantsToTalk || undefined}>
        {child.wantsToTalk && <Tag tone={child.talkedOn === null ? 'action' : 'neutral'}>{t('children.wish')}</Tag>}
      </td>
      <td className={styles.mark} data-empty={!hasAnswered || undefined}>
        {hasAnswered && (
          <>
            <span className={styles.label}>{t('children.column.flags')}: </span>
            {child.flags.open > 0 ? counted('children.flags', child.flags.open) : t('children.flags.none')}
            {child.flags.followUpOn !== null && (
              <strong className={styles.line}>{t('children.followUp', { date: day(child.flags.followUpOn) })}</strong>
            )}
          </>
        )}
      </td>
      <td className={styles.mark} data-empty={!hasAnswered || undefined}>
        {hasAnswered && (
          <>
            <span className={styles.line}>
              {child.talkedOn === null ? t('children.notTalked') : t('children.talked', { date: day(child.talkedOn) })}
            </span>
            {child.journalledOn !== null && (
              <span className={styles.line}>{t('children.journalled', { date: day(child.journalledOn) })}</span>
            )}
          </>
        )}
      </td>
    </tr>
  )
}

type ThemesProps = Pick<ChildrenTableProps, 'questionnaires'> & { readonly child: Listed }

/** How many of each colour; pressed, which. */
function BriefThemes({ child, questionnaires }: ThemesProps) {
  const { t } = useWords()
  const themes = <Themes child={child} questionnaires={questionnaires} />
  if (child.themes.length === 0) return themes
  const counts = (['red', 'yellow', 'green', 'grey'] as const).flatMap((colour) => {
    const count = child.themes.filter((theme) => theme.colour === colour).length
    return count === 0 ? [] : [{ colour, count }]
  })
  return (
    <Disclosure
      summary={
        <span className={styles.marks}>
          {counts.map(({ colour, count }) => (
            <ColourMark key={colour} colour={colour} word={t(`children.themes.count.${colour}`, { count })} />
          ))}
        </span>
      }
    >
      {themes}
    </Disclosure>
  )
}

/** What to ask about by name; what goes well and what was passed over, counted. */
function Themes({ child, questionnaires }: ThemesProps) {
  const { t, counted, language } = useWords()
  const named = questionnaires.find(({ code, version }) => code === child.questionnaire.code && version === child.questionnaire.version)
  const nameOf = (code: string) => named?.themes.find(({ theme }) => theme === code)?.[language] ?? code
  if (child.themes.length === 0) return <span className="quiet">{t('children.themes.noRules')}</span>
  const of = (wanted: Listed['themes'][number]['colour']) => child.themes.filter(({ colour }) => colour === wanted)
  return (
    <ul className={styles.marks}>
      {(['red', 'yellow'] as const).flatMap((colour) =>
        of(colour).map(({ theme }) => (
          <li key={theme}>
            <ColourMark
              colour={colour}
              word={
                <>
                  <span className="visually-hidden">{t(`colour.${colour}`)}: </span>
                  {nameOf(theme)}
                </>
              }
            />
          </li>
        )),
      )}
      {(['green', 'grey'] as const).map((colour) => {
        const count = of(colour).length
        return (
          count > 0 && (
            <li key={colour}>
              <ColourMark colour={colour} word={<span className="quiet">{counted(`children.themes.${colour}`, count)}</span>} />
            </li>
          )
        )
      })}
    </ul>
  )
}
